import type {Config} from 'athanor';

export default {
  mikroOrm: './mikro-orm.config.ts',
  revisions: './revisions',
  dialects: ['sqlite', 'postgresql'],
} satisfies Config;
