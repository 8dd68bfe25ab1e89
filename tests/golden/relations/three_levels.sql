SELECT t0."name", t0."id" FROM "users" t0 ORDER BY t0."id" LIMIT ?1;
SELECT k.idx, t0."title", t0."id" FROM gq_keys(?2) k CROSS JOIN "posts" t0 ON t0."id" IN (SELECT p."id" FROM "posts" p WHERE p."author_id" = k.k1 ORDER BY p."id" LIMIT ?1) ORDER BY k.idx;
SELECT k.idx, t0."body", t1."name", t1."id" FROM gq_keys(?2) k CROSS JOIN "comments" t0 ON t0."id" IN (SELECT p."id" FROM "comments" p WHERE p."post_id" = k.k1 ORDER BY p."id" LIMIT ?1) LEFT JOIN "users" t1 ON t1."id" = t0."author_id" ORDER BY k.idx, t0."id";
