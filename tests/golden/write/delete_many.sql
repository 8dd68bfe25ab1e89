SELECT t0."id" FROM "comments" t0 WHERE t0."post_id" = ?1 ORDER BY t0."id" LIMIT ?2;
SELECT k.idx, t0."body", t0."id", t1."name", t1."id" FROM gq_keys(?1) k CROSS JOIN "comments" t0 ON t0."id" = k.k1 LEFT JOIN "users" t1 ON t1."id" = t0."author_id" ORDER BY k.idx;
DELETE FROM "comments" AS t0 WHERE t0."id" = ?1;
UPDATE "posts" AS t0 SET "updated_at" = ?1, "version" = "version" + 1 WHERE t0."id" = ?2;
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "posts" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT k.idx, t0."id" FROM gq_keys(?2) k CROSS JOIN "comments" t0 ON t0."id" IN (SELECT p."id" FROM "comments" p WHERE p."post_id" = k.k1 ORDER BY p."id" LIMIT ?1) ORDER BY k.idx;
