INSERT INTO "shelves" ("room", "name") VALUES (?1, ?2);
INSERT INTO "books" ("isbn", "title", "shelf_id", "version") VALUES (?1, ?2, ?3, ?4);
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "shelves" t0 ON t0."id" = k.k1 ORDER BY k.idx;
INSERT INTO "shelves" ("room", "name") VALUES (?1, ?2);
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "shelves" t0 ON t0."id" = k.k1 ORDER BY k.idx;
UPDATE "shelves" AS t0 SET "id" = ?1 WHERE t0."id" = ?2;
SELECT t0."id" FROM "books" t0 WHERE t0."isbn" = ?1 AND t0."shelf_id" = ?2;
