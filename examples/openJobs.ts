import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/**
 * Loads a file of jobs, one JSON object a line, into the table `jobs` of a DuckDB database.
 *
 * @param database The file of the database, or ":memory:".
 */
export async function openJobs(file: string, database: string): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  // The columns are declared, so that an empty file or a rare field results in the same table.
  await connection.run(
    `create or replace table jobs as
     select *, make_timestamp(createTime * 1000) as createdAt
     from read_json($1, format = 'newline_delimited', columns = {
       orgId: 'varchar', productKey: 'varchar', jobId: 'varchar', name: 'json', firmwareId: 'varchar',
       firmwareName: 'json', firmwareVersion: 'varchar', type: 'varchar', status: 'varchar', createTime: 'bigint'
     })`,
    [file],
  );
  return connection;
}
