import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '../access/minimal-role.js';
import { OpenApiDocument } from './openapi-document.js';

/** The description of this API; open, so that clients can be generated before there is a key. */
@ApiExcludeController()
@Controller('api/openapi.json')
export class OpenApiController {
  constructor(private readonly document: OpenApiDocument) {}

  @Get()
  @Open()
  @Header('content-type', 'application/json; charset=utf-8')
  show(): string {
    return this.document.json();
  }
}
