SELECT t0."id" FROM "posts" t0 WHERE t0."id" IN (SELECT r1."post_id" FROM "comments" r1 WHERE r1."author_id" = ?1) ORDER BY t0."id" LIMIT ?2;
