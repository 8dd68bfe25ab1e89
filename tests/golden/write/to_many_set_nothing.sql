INSERT INTO "shelves" ("room", "name") VALUES (?1, ?2);
INSERT INTO "books" ("isbn", "title", "shelf_id", "version") VALUES (?1, ?2, ?3, ?4);
INSERT INTO "books" ("isbn", "title", "shelf_id", "version") VALUES (?1, ?2, ?3, ?4);
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "shelves" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT k.idx, t0."isbn" FROM gq_keys(?2) k CROSS JOIN "books" t0 ON t0."id" IN (SELECT p."id" FROM "books" p WHERE p."shelf_id" = k.k1 ORDER BY p."id" LIMIT ?1) ORDER BY k.idx, t0."id";
UPDATE "shelves" AS t0 SET "id" = ?1 WHERE t0."id" = ?2;
UPDATE "books" AS t0 SET "shelf_id" = ?1, "version" = "version" + 1 WHERE t0."shelf_id" = ?2 AND t0."id" NOT IN (SELECT k1 FROM gq_keys(?3));
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "shelves" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT k.idx, t0."isbn" FROM gq_keys(?2) k CROSS JOIN "books" t0 ON t0."id" IN (SELECT p."id" FROM "books" p WHERE p."shelf_id" = k.k1 ORDER BY p."id" LIMIT ?1) ORDER BY k.idx, t0."id";
