SELECT t0."id" FROM "posts" t0 WHERE t0."author_id" = ?1 ORDER BY t0."id" LIMIT ?2;
UPDATE "posts" AS t0 SET "title" = ?1, "updated_at" = ?2, "version" = "version" + 1 WHERE t0."id" = ?3;
SELECT k.idx, t0."id", t0."title", t0."version", t1."name", t1."id" FROM gq_keys(?1) k CROSS JOIN "posts" t0 ON t0."id" = k.k1 LEFT JOIN "users" t1 ON t1."id" = t0."author_id" ORDER BY k.idx;
