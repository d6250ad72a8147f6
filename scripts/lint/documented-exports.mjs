const DECLARATIONS = new Set([
  'FunctionDeclaration',
  'ClassDeclaration',
  'VariableDeclaration',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSEnumDeclaration',
]);

/** Every exported name says what it promises: a declaration that is exported has a docstring right above it. */
export const documentedExports = {
  meta: {
    type: 'suggestion',
    docs: { description: 'require a docstring on every exported declaration' },
    messages: { missing: 'An exported name needs a docstring: what it promises, what it refuses, its units.' },
    schema: [],
  },
  create(context) {
    return {
      'ExportNamedDeclaration, ExportDefaultDeclaration'(node) {
        if (!DECLARATIONS.has(node.declaration?.type)) return;
        // Decorators stand between the docstring and `export class`, or before `export` itself.
        const first = [node, ...(node.declaration.decorators ?? [])].sort((a, b) => a.range[0] - b.range[0])[0];
        const above = context.sourceCode.getCommentsBefore(first).at(-1);
        const isDocstring = above?.type === 'Block' && above.value.startsWith('*');
        if (!isDocstring) context.report({ node: node.declaration, messageId: 'missing' });
      },
    };
  },
};
