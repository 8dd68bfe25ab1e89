SELECT t0."id" FROM "posts" t0 ORDER BY t0."author_id" DESC, t0."id" DESC LIMIT ?1;
