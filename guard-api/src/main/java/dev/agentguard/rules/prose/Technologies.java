package dev.agentguard.rules.prose;

import java.util.Set;

/** Names of products: a rule that says "in Supabase" or "the Flask server" means what the project has of that kind. */
final class Technologies {

    /** What keeps or runs something for a project: what is done "in" it is done there and nowhere else. */
    private static final Set<String> PROVIDERS = Vocabulary.words(
            "supabase vercel netlify railway heroku render fly cloudflare firebase aws gcp azure digitalocean hetzner"
                    + " linode planetscale neon turso upstash mongodb postgres postgresql mysql mariadb sqlite redis"
                    + " elasticsearch opensearch bigquery snowflake databricks clickhouse dynamodb cassandra neo4j"
                    + " kubernetes k8s docker stripe paypal shopify twilio sendgrid mailchimp hubspot salesforce zendesk"
                    + " intercom slack discord teams notion linear jira confluence asana trello clickup airtable gitlab"
                    + " bitbucket sentry datadog grafana pagerduty posthog algolia auth0 okta clerk contentful sanity"
                    + " strapi wordpress webflow figma npm pypi rds s3 ec2 gke eks aks");

    /** What a program is made with: it tells which server or migration is meant where a project has one. */
    private static final Set<String> FRAMEWORKS = Vocabulary.words(
            "flask django rails express fastapi laravel symfony spring next nextjs next.js nuxt vite webpack uvicorn "
                    + "gunicorn nginx node node.js prisma alembic drizzle knex flyway liquibase typeorm sequelize "
                    + "doctrine goose atlas ef sqlalchemy web http api backend frontend");

    private static final Set<Thing> OF_KIND = Set.of(
            Thing.SERVER,
            Thing.DEV_SERVER,
            Thing.SERVICE,
            Thing.PROCESS,
            Thing.MIGRATION,
            Thing.DATABASE,
            Thing.TABLE,
            Thing.SCHEMA,
            Thing.SEED);

    /** Payments of whichever kind. */
    private static final Set<String> MONEY = Set.of("simulated", "live", "paper", "test", "actual");

    private Technologies() {}

    /** Whether the word names where a project keeps or runs something. */
    static boolean isPlace(String word) {
        return PROVIDERS.contains(word);
    }

    /** Whether a word in front of a thing only tells what it is made with. */
    static boolean isOfKind(String word, Thing thing) {
        boolean paid = thing == Thing.CLOUD && (word.equals("paid") || word.equals("billable"));
        boolean any = (thing == Thing.ORDER || thing == Thing.MONEY) && MONEY.contains(word);
        return paid || any || (OF_KIND.contains(thing) && (FRAMEWORKS.contains(word) || PROVIDERS.contains(word)));
    }
}
