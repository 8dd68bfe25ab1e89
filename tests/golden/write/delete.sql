SELECT k.idx, t0."id", t0."title" FROM gq_keys(?1) k CROSS JOIN "posts" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT k.idx, t0."id" FROM gq_keys(?2) k CROSS JOIN "comments" t0 ON t0."id" IN (SELECT p."id" FROM "comments" p WHERE p."post_id" = k.k1 ORDER BY p."id" LIMIT ?1) ORDER BY k.idx;
DELETE FROM "posts" AS t0 WHERE t0."id" = ?1;
