import type {ResolvedConfig} from '../config/config.ts';
import {modelSchema, type ModelSchema} from '../database/model/model-schema.ts';
import {projectOrm} from '../database/project-orm.ts';
import type {DialectName} from '../dialects/dialect.ts';
import {dialectNamed} from '../dialects/find.ts';

/** The model schema: what the user's entities ask for on a database. Connects to nothing. */
export async function modelOf(config: ResolvedConfig, dialect?: DialectName): Promise<ModelSchema> {
  const project = await projectOrm(config, {entities: true, dialect});
  try {
    return modelSchema(project.orm, dialectNamed(project.dialect));
  } finally {
    await project.orm.close(true);
  }
}
