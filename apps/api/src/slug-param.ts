import { Param, type PipeTransform } from '@nestjs/common';
import { Slug } from '#contract';

/** What is no slug is the slug of nothing, and answered as an address that nobody has. PostgreSQL fails at some of it. */
class SlugPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    return Slug.safeParse(value).success ? value : '';
  }
}

export const SlugParam = () => Param('slug', new SlugPipe());
