/** Letting people in again: for whoever runs the installation, with its database, and needs no token. */
import { Argument, Option, type Command } from 'commander';
import { ROLES, TOKEN_DAYS_MAX, type Role } from '#domain';
import { anId, wholeNumber } from './values.ts';

type Tell = (line: string) => void;

export interface TokenWishes {
  readonly role: Role;
  readonly label: string;
  readonly days?: number;
}

export function addAdminCommands(program: Command, tell: Tell): void {
  const admin = program
    .command('admin')
    .description(
      'let people in when no admin can (DATABASE_URL and DATABASE_SYSTEM_URL, or the private PostgreSQL)',
    );
  addPeople(admin, tell);
  addIssueToken(admin, tell);
  addGrantRole(admin, tell);
}

function addPeople(admin: Command, tell: Tell): void {
  admin
    .command('people')
    .description('list everybody, in all workspaces')
    .option('--json', 'print them as JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      const { listPeople } = await import('./administer.ts');
      const people = await listPeople(tell);
      if (json) return console.log(JSON.stringify(people));
      for (const { id, workspace, name, roles, active } of people)
        console.log(`${id}  ${workspace}  ${name}  ${roles.join(', ')}${active ? '' : '  (deactivated)'}`);
    });
}

function addIssueToken(admin: Command, tell: Tell): void {
  admin
    .command('issue-token')
    .argument('<person>', 'their id: “admin people” lists them', anId)
    .description('issue a token to somebody and print it, once')
    .addOption(
      new Option('--role <role>', 'one of their roles, which the token is for')
        .choices(ROLES)
        .default('admin'),
    )
    .option('--label <text>', 'what it is listed under', 'issued at the command line')
    .option(
      '--days <days>',
      'it expires after so many; without it, it never does',
      wholeNumber(1, TOKEN_DAYS_MAX),
    )
    .option('--json', 'print it with its id as JSON', false)
    .action(async (personId: string, { json, ...wishes }: TokenWishes & { json: boolean }) => {
      const { issueToken } = await import('./administer.ts');
      const issued = await issueToken(personId, wishes, tell);
      console.log(json ? JSON.stringify(issued) : issued.token);
    });
}

function addGrantRole(admin: Command, tell: Tell): void {
  admin
    .command('grant-role')
    .argument('<person>', 'their id: “admin people” lists them', anId)
    .addArgument(new Argument('<role>').choices(ROLES))
    .description('give somebody a role that they do not have')
    .action(async (personId: string, role: Role) => {
      const { grantRole } = await import('./administer.ts');
      const { name } = await grantRole(personId, role, tell);
      console.log(`${name} has the role ${role}.`);
    });
}
