import { NotFoundException, Param, type PipeTransform } from '@nestjs/common';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is not an id names nothing: the same answer as for an id that nobody has. */
class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!UUID.test(value)) throw new NotFoundException('There is nothing at this address.');
    return value.toLowerCase();
  }
}

export const IdParam = (name = 'id') => Param(name, new IdPipe());
