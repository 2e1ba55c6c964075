package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and patterns of files that sentences speak of by what they are. */
final class KnownFiles {

    static final List<String> SECRETS = List.of(
            ".env",
            "*.pem",
            "*.key",
            "*.p12",
            "*.pfx",
            "*.jks",
            "*.keystore",
            "id_rsa",
            "id_ed25519",
            "id_ecdsa",
            "id_dsa",
            "credentials",
            "credentials.json",
            "credentials.yml",
            "secrets.yml",
            "secrets.yaml",
            "secrets.json",
            "secrets.toml",
            "*.tfvars",
            ".npmrc",
            ".pypirc",
            ".netrc",
            ".pgpass",
            "service-account*.json",
            "serviceaccount*.json",
            ".aws/credentials",
            ".kube/config",
            "*.tfstate",
            "master.key",
            ".htpasswd",
            ".git-credentials");

    static final List<String> AUTH = List.of(
            "auth/",
            "authentication/",
            "authorization/",
            "permissions/",
            "*auth.*",
            "*permissions.*",
            "*permission.*",
            "policies/",
            "*policy.*",
            "*_auth.*",
            "*auth_*",
            "rbac/",
            "iam/",
            "*.rules",
            "codeowners");

    static final List<String> TESTS = List.of(
            "tests/",
            "test/",
            "__tests__/",
            "spec/",
            "specs/",
            "e2e/",
            "*.test.*",
            "*.spec.*",
            "*_test.*",
            "test_*",
            "*_spec.rb",
            "*tests.*");

    static final List<String> DOCUMENTS = List.of("*.md", "*.mdx", "*.rst", "readme*");

    static final List<String> MIGRATIONS =
            List.of("migrations/", "db/migrate/", "alembic/versions/", "drizzle/", "migration/");

    private static final Map<Thing, List<String>> BY_THING = Map.ofEntries(
            Map.entry(Thing.ENV_FILE, List.of(".env")),
            Map.entry(Thing.ENV_VARIABLE, List.of(".env")),
            Map.entry(
                    Thing.CI,
                    List.of(
                            ".github/workflows/",
                            ".github/actions/",
                            ".gitlab-ci.yml",
                            ".gitlab/ci/",
                            ".circleci/",
                            "jenkinsfile",
                            "azure-pipelines.yml",
                            ".travis.yml",
                            ".buildkite/",
                            "bitbucket-pipelines.yml",
                            ".drone.yml",
                            ".woodpecker/",
                            "cloudbuild.yaml",
                            ".forgejo/workflows/")),
            Map.entry(
                    Thing.DEPLOY_CONFIG,
                    List.of(
                            "deploy/",
                            "deployment/",
                            "deployments/",
                            "k8s/",
                            "kubernetes/",
                            "helm/",
                            "charts/",
                            "manifests/",
                            "vercel.json",
                            "netlify.toml",
                            "fly.toml",
                            "render.yaml",
                            "railway.json",
                            "railway.toml",
                            "procfile",
                            "app.yaml",
                            "serverless.yml",
                            "*.tf",
                            "terraform/",
                            "infra/",
                            "skaffold.yaml")),
            Map.entry(
                    Thing.DOCKER_FILE,
                    List.of(
                            "dockerfile",
                            "dockerfile.*",
                            "*.dockerfile",
                            "docker-compose*",
                            "compose.yaml",
                            "compose.yml",
                            "compose.*.yml",
                            "compose.*.yaml",
                            ".dockerignore")),
            Map.entry(
                    Thing.DATABASE_CONFIG,
                    List.of(
                            "database.yml",
                            "database.yaml",
                            "database.json",
                            "knexfile.*",
                            "ormconfig.*",
                            "drizzle.config.*",
                            "data-source.*",
                            "alembic.ini",
                            ".env",
                            "prisma/schema.prisma")),
            Map.entry(
                    Thing.CONFIG,
                    List.of(
                            "config/",
                            "configs/",
                            "*.config.*",
                            "*.conf",
                            "*.ini",
                            "settings.*",
                            "application.yml",
                            "application.properties",
                            "tsconfig*.json",
                            ".eslintrc*",
                            ".env")),
            Map.entry(
                    Thing.LOCK_FILE,
                    List.of(
                            "package-lock.json",
                            "npm-shrinkwrap.json",
                            "yarn.lock",
                            "pnpm-lock.yaml",
                            "bun.lock",
                            "bun.lockb",
                            "cargo.lock",
                            "poetry.lock",
                            "uv.lock",
                            "pipfile.lock",
                            "gemfile.lock",
                            "composer.lock",
                            "go.sum",
                            "flake.lock",
                            "mix.lock",
                            "podfile.lock",
                            "pubspec.lock",
                            "*.lockfile")),
            Map.entry(
                    Thing.GENERATED,
                    List.of(
                            "generated/",
                            "__generated__/",
                            "*.generated.*",
                            "*_generated.*",
                            "*.gen.*",
                            "*.pb.go",
                            "*_pb2.py",
                            "vendor/",
                            "third_party/",
                            "dist/",
                            "build/",
                            "target/")),
            Map.entry(
                    Thing.PORT,
                    List.of(
                            "docker-compose*",
                            "compose.yaml",
                            "compose.yml",
                            ".env",
                            "*.config.*",
                            "package.json",
                            "dockerfile",
                            "application.yml",
                            "application.properties",
                            "nginx.conf",
                            "procfile")),
            Map.entry(Thing.MIGRATION, List.of("migrations/", "db/migrate/", "alembic/versions/")));

    private KnownFiles() {}

    /** Returns the paths of the files that a thing is kept in, or null if it is kept in none that are known. */
    static @Nullable List<String> of(Thing thing) {
        return BY_THING.get(thing);
    }
}
