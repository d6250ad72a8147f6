/**
 * A certificate for `party.example` that signs itself, with its key: known to nobody unless a test trusts it. Made with
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500`; it protects nothing.
 */
export const SELF_SIGNED = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBoTCCAUegAwIBAgIUBAlK1H4NfpEhV/U2SOlESDKrY5gwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNcGFydHkuZXhhbXBsZTAgFw0yNjExMjUwOTQ1MDVaGA8yMTI2
MTEwMTA5NDUwNVowGDEWMBQGA1UEAwwNcGFydHkuZXhhbXBsZTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABN/RclnCXjPmBdJ27RUWBR1lZZgkCENi85x+wFqH9GWM
jpAgO0nCph4vx1rWTJaK+ickecPECWEmYGOn51vsIQejbTBrMB0GA1UdDgQWBBSK
nl+tOrqXarGttVlmny9Hje6noDAfBgNVHSMEGDAWgBSKnl+tOrqXarGttVlmny9H
je6noDAPBgNVHRMBAf8EBTADAQH/MBgGA1UdEQQRMA+CDXBhcnR5LmV4YW1wbGUw
CgYIKoZIzj0EAwIDSAAwRQIhAMbIKUqAiGwjHvrcHpznSRIxhCfd7xpBRROuV/4f
yxj/AiAc0Dr1U0jq2oj4SfLvLdEetBp9bVx1rXacduMgEco7+A==
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQghj6Pg9ozTffSVNfD
U/zaKtOtkn3ha4+xybRj3eZ5JYyhRANCAATf0XJZwl4z5gXSdu0VFgUdZWWYJAhD
YvOcfsBah/RljI6QIDtJwqYeL8da1kyWivonJHnDxAlhJmBjp+db7CEH
-----END PRIVATE KEY-----`,
} as const;
