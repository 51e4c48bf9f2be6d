import type {ResolvedConfig} from '../config/config.ts';
import {modelSchema, type ModelSchema} from '../database/model/model-schema.ts';
import {lentOrm, projectOrm, type LentOrm} from '../database/project-orm.ts';
import type {DialectName} from '../dialects/dialect.ts';
import {dialectNamed} from '../dialects/find.ts';

/**
 * The model schema: what the user's entities ask for on a database. Connects to nothing. An instance that is lent
 * tells of its own database; for another one the configuration is asked.
 */
export async function modelOf(
  config: ResolvedConfig,
  dialect?: DialectName,
  lent?: LentOrm,
): Promise<ModelSchema> {
  if (lent !== undefined) {
    const project = lentOrm(lent);
    if (dialect === undefined || dialect === project.dialect)
      return modelSchema(project.orm, dialectNamed(project.dialect));
  }
  const project = await projectOrm(config, {entities: true, dialect});
  try {
    return modelSchema(project.orm, dialectNamed(project.dialect));
  } finally {
    await project.orm.close(true);
  }
}
