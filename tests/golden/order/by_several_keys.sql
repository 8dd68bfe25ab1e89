SELECT t0."id" FROM "users" t0 ORDER BY (SELECT COUNT(*) FROM "posts" c WHERE c."author_id" = t0."id") DESC, (SELECT COUNT(*) FROM "comments" c WHERE c."author_id" = t0."id"), t0."name", t0."id" LIMIT ?1;
SELECT k.idx, (SELECT COUNT(*) FROM "posts" p WHERE p."author_id" = k.k1) FROM gq_keys(?1) k ORDER BY k.idx;
SELECT k.idx, (SELECT COUNT(*) FROM "comments" p WHERE p."author_id" = k.k1) FROM gq_keys(?1) k ORDER BY k.idx;
