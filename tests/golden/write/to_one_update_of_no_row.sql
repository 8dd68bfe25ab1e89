INSERT INTO "books" ("isbn", "title", "version") VALUES (?1, ?2, ?3);
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "books" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT t0."shelf_id" FROM "books" t0 WHERE t0."id" = ?1;
