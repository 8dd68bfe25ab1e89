SELECT t0."id" FROM "shelves" t0 WHERE t0."room" = ?1 AND t0."name" = ?2;
INSERT INTO "shelves" ("room", "name") VALUES (?1, ?2);
SELECT k.idx, t0."id", t0."name" FROM gq_keys(?1) k CROSS JOIN "shelves" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT t0."id" FROM "shelves" t0 WHERE t0."room" = ?1 AND t0."name" = ?2;
UPDATE "shelves" AS t0 SET "name" = ?1 WHERE t0."id" = ?2;
SELECT k.idx, t0."id", t0."name" FROM gq_keys(?1) k CROSS JOIN "shelves" t0 ON t0."id" = k.k1 ORDER BY k.idx;
