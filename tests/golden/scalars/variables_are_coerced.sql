INSERT INTO "items" ("big", "price", "time", "uuid", "bytes", "json", "tags") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
SELECT k.idx, t0."big", t0."price", t0."json", t0."tags", t0."uuid", t0."bytes", t0."time", t0."day" FROM gq_keys(?1) k CROSS JOIN "items" t0 ON t0."id" = k.k1 ORDER BY k.idx;
