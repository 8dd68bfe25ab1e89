INSERT INTO "shelves" ("room", "name") VALUES (?1, ?2);
INSERT INTO "books" ("isbn", "title", "shelf_id", "version") VALUES (?1, ?2, ?3, ?4);
SELECT k.idx, t1."name", t1."id" FROM gq_keys(?1) k CROSS JOIN "books" t0 ON t0."id" = k.k1 LEFT JOIN "shelves" t1 ON t1."id" = t0."shelf_id" ORDER BY k.idx;
UPDATE "books" AS t0 SET "shelf_id" = ?1, "version" = "version" + 1 WHERE t0."id" = ?2;
SELECT k.idx, t1."name", t1."id" FROM gq_keys(?1) k CROSS JOIN "books" t0 ON t0."id" = k.k1 LEFT JOIN "shelves" t1 ON t1."id" = t0."shelf_id" ORDER BY k.idx;
