SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "posts" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT t0."id" FROM "users" t0 WHERE t0."id" IN (SELECT k1 FROM gq_keys(?1)) ORDER BY t0."id" LIMIT ?2;
INSERT INTO "comments" ("body", "post_id", "author_id", "created_at") VALUES (?1, ?2, ?3, ?4);
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "users" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT k.idx, t1."id" FROM gq_keys(?3) k CROSS JOIN "comments" t0 ON t0."id" IN (SELECT p."id" FROM "comments" p WHERE p."author_id" = k.k1 AND p."body" = ?1 ORDER BY p."id" LIMIT ?2) LEFT JOIN "posts" t1 ON t1."id" = t0."post_id" ORDER BY k.idx, t0."id";
