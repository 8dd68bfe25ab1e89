UPDATE "users" AS t0 SET "name" = ?1 WHERE t0."id" = ?2;
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "users" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT t0."id" FROM "posts" t0 WHERE 1 ORDER BY t0."id" LIMIT ?1;
