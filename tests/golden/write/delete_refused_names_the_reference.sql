INSERT INTO "books" ("isbn", "title", "version") VALUES (?1, ?2, ?3);
INSERT INTO "loans" ("reader", "book_id") VALUES (?1, ?2);
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "books" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "books" t0 ON t0."id" = k.k1 ORDER BY k.idx;
DELETE FROM "books" AS t0 WHERE t0."id" = ?1;
SELECT t0."id" FROM "loans" t0 WHERE t0."book_id" = ?1 LIMIT ?2;
