INSERT INTO "items" ("id") VALUES (?1);
SELECT k.idx, t0."id", t0."tags", t0."sizes" FROM gq_keys(?1) k CROSS JOIN "items" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "items" t0 ON t0."id" = k.k1 ORDER BY k.idx;
INSERT INTO "parts" ("id", "item_id") VALUES (?1, ?2);
SELECT k.idx, t0."id", t0."name", t0."serial", t0."weight", t0."seal", t0."from", t0."options", t1."id" FROM gq_keys(?1) k CROSS JOIN "parts" t0 ON t0."id" = k.k1 LEFT JOIN "items" t1 ON t1."id" = t0."item_id" ORDER BY k.idx;
