INSERT INTO "shelves" ("room", "name") VALUES (?1, ?2);
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "shelves" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "shelves" t0 ON t0."room" = k.k1 AND t0."name" = k.k2 ORDER BY k.idx;
INSERT INTO "books" ("isbn", "title", "shelf_id", "version") VALUES (?1, ?2, ?3, ?4);
SELECT k.idx, t1."id" FROM gq_keys(?1) k CROSS JOIN "books" t0 ON t0."id" = k.k1 LEFT JOIN "shelves" t1 ON t1."id" = t0."shelf_id" ORDER BY k.idx;
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "shelves" t0 ON t0."room" = k.k1 AND t0."name" = k.k2 ORDER BY k.idx;
