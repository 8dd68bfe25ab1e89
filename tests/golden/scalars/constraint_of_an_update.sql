INSERT INTO "items" ("id", "slug") VALUES (?1, ?2);
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "items" t0 ON t0."id" = k.k1 ORDER BY k.idx;
