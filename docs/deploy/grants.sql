-- What the role that serves may do with the tables of the role that owns them: after each migrate, as clinic_owner.
GRANT USAGE ON SCHEMA public TO clinic_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO clinic_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO clinic_app;
REVOKE UPDATE, DELETE ON clinic_event, clinic_cut FROM clinic_app;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM clinic_app;
GRANT EXECUTE ON FUNCTION clinic_log_cut(uuid, bigint) TO clinic_app;
