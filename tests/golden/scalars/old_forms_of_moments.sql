INSERT INTO "olds" ("id", "txt", "unix", "unix_ms", "made") VALUES (?1, ?2, ?3, ?4, ?5);
SELECT k.idx, t0."id", t0."txt", t0."unix", t0."unix_ms" FROM gq_keys(?1) k CROSS JOIN "olds" t0 ON t0."id" = k.k1 ORDER BY k.idx;
