package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What something is done to, by the nouns that say so. */
@SuppressWarnings("ImmutableEnumChecker") // its list is a copy
enum Thing {
    WORKTREE("worktree; git worktree"),
    SUBMODULE("submodule; git submodule"),
    LFS("git lfs; lfs; large file storage"),
    SEARCH_INDEX("index; indices; search index; search indices; elasticsearch index; opensearch index; unique index;"
            + " database index"),
    SCHEDULE("crontab; cron; cron job; cron job schedule; cron schedule; crontab entry; cronjob; scheduled job;"
            + " scheduled task; systemd timer"),
    FIREWALL("firewall; firewall rule; security group; security group rule; network acl; inbound rule; ingress rule;"
            + " firewall setting"),
    FILE_MODE("file mode; file permission; file owner; ownership; file ownership; owner of file"),
    FLAG("feature flag; feature toggle; feature switch; kill switch; remote config"),
    MONITOR("monitor; alert; alarm; monitoring; alerting; alert rule; dashboard; on-call schedule; synthetic check"),
    BRANCH_PROTECTION(
            "repository setting; repo setting; github setting; branch protection; branch protection rule; protection"
                    + " rule; branch rule; required check; required status check; status check; ruleset; required review;"
                    + " required reviewer"),
    WORKFLOW_RUN(
            "workflow run; pipeline run; ci run; running build; running pipeline; ci job; github actions run; build"
                    + " job; actions run"),
    ISSUE("issue; ticket; jira ticket; github issue; linear issue; linear ticket; jira issue; bug report; support"
            + " ticket"),
    EVENT("calendar event; calendar invite; calendar invitation; meeting; appointment; calendar entry; invitation;"
            + " calendar; meeting invite"),
    CAMPAIGN("campaign; mailing; email campaign; e-mail campaign; marketing campaign; ad campaign; broadcast"),
    PEOPLE("people; attendee; guest; prospect; supplier; third party; subscriber; recipient"),
    DEV_SERVER("dev server; development server; long-running process; long running process; long-running command; long"
            + " running command; long-running server; watcher; watch mode; background process; background server;"
            + " file watcher"),
    VISIBILITY("visibility; repository visibility; repo visibility"),
    TEST_FILE("test file"),
    ORDER("order; trade; live order; live trade; market order; limit order; position; stop order"),
    QUEUE("queue; topic; kafka topic; message queue; dead letter queue; sqs queue; consumer group"),
    DATABASE("database; db; datastore; data store; collection; keyspace; catalog"),
    TABLE("table; view; index of a table; database table"),
    COLUMN("column; constraint"),
    SCHEMA("schema; ddl; ddl statement; database schema; db schema; data model; table structure; table schema;"
            + " database table structure; database structure; schema definition"),
    DATA("data; record; row; user data; customer data; existing data; entry; dataset; document store"),
    MIGRATION("migration; database migration; schema migration; db migration; migration file; migration history"),
    SEED("seed; seed script; database seed; seed data"),
    STATEMENT("statement; sql; query; sql statement; sql query; sql command"),
    BACKUP("backup; snapshot; database backup; restore point"),
    VOLUME("volume; disk; persistent volume; pvc"),
    BUCKET("bucket; s3 bucket; object storage; blob container"),
    DOC_FILE("documentation file; readme; readme file; markdown file; doc file; md file; documentation; markdown"
            + " document; documentation markdown file; summary file; summary document; doc"),
    FILE("file; path; folder; directory; subdirectory; source file; user file; project file; whole file; existing"
            + " file"),
    BRANCH("branch; git branch"),
    REMOTE_BRANCH("remote branch"),
    TAG("tag; git tag; release tag"),
    REF("ref; reference of git"),
    COMMIT("commit; git commit; published commit; pushed commit"),
    HISTORY("history; git history; commit history; published history"),
    STASH("stash; stash entry"),
    REMOTE("remote; remote repository; remote repo; origin; upstream; github; gitlab; version control; git; source"
            + " control"),
    REPOSITORY("repository; repo; git repository; github repository"),
    PULL_REQUEST("pull request; pr; merge request; mr"),
    CHANGES("change; work; uncommitted change; unstaged change; local change; uncommitted work; edits; user edit;"
            + " modifications; unsaved work; working tree; untracked file; uncommitted file; unstaged file; code"
            + " change"),
    CODE("code; production code; prod code; source code; production source; codebase"),
    COMMIT_MESSAGE(
            "commit message; commit title; commit description; commit body; commit subject; pr description; pr title;"
                    + " pr body; pr template; pr label; pull request description; pull request title; pull request body;"
                    + " pull request template; merge request description; mr description; error message; log message;"
                    + " message body; commit trailer"),
    CO_AUTHOR("co-authored-by; co-author; co-authored-by trailer; co-author trailer; co-authored-by line; co-authored"
            + " by; ai attribution; ai co-author; ai co-author trailer; ai co-author line; co-author tag; ai"
            + " trailer; ai signature; claude attribution; attribution trailer; attribution line; attribution"
            + " footer; tool attribution"),
    HOOK("hook; git hook; pre-commit hook; pre-commit; pre-push hook; commit hook; husky; commit signing; signature"),
    GIT_CONFIG("git config; config git; git configuration; git setting; git user config"),
    SECRET("secret; credential; api key; private key; access key; secret key; ssh key; encryption key; signing key;"
            + " api secret; api token; access token; auth token; password; token; sensitive information; sensitive"
            + " data; sensitive file; sensitive value; certificate; key material; service account key; ci/cd"
            + " secret; ci secret; env secret; seed phrase; pem file; key file; secrets file; credentials file"),
    KEYCHAIN("keychain; system keychain; password manager; keyring; credential store; credential manager; secret store;"
            + " secrets manager; key vault"),
    ENV_VARIABLE("environment variable; env variable; env var; environment value"),
    ENV_FILE("env file; dotenv file; dotenv; env; environment file; env config"),
    CI("ci; ci/cd; cd; workflow; github actions; github action; github workflow; actions; pipeline; ci pipeline;"
            + " ci config; ci configuration; ci workflow; ci file; workflow file; ci/cd file; ci/cd pipeline;"
            + " ci/cd configuration; ci/cd config; build pipeline"),
    DEPLOY_CONFIG(
            "deployment config; deployment configuration; deploy config; deployment script; deploy script; deployment"
                    + " file; kubernetes manifest; manifest; helm chart; infrastructure code; terraform file;"
                    + " infrastructure file"),
    DOCKER_FILE("docker; dockerfile; docker file; docker config; docker compose; docker-compose; compose file; docker"
            + " configuration"),
    DATABASE_CONFIG(
            "database connection; database configuration; database config; connection string; datasource; database"
                    + " url; database credential; db config; db connection"),
    CONFIG("config; configuration; setting; config file; configuration file; settings file"),
    LOCK_FILE("lockfile; lock file; package-lock; lock-file"),
    GENERATED("generated file; generated code; vendored code; vendored file; vendor file; build output; build artifact;"
            + " generated source; auto-generated file; autogenerated file"),
    PORT("port"),
    DEPENDENCY("dependency; dep; deps; package; library; third-party package; third-party library; npm package;"
            + " third-party dependency; external dependency; new package; module from npm; external package;"
            + " external library"),
    GLOBAL_PACKAGE(
            "installer; software; system-wide package; global package; package globally; global dependency; system"
                    + " package; global npm package; global tool; global install; global installation; global pip"
                    + " install"),
    CLOUD("google cloud; google cloud resource; google cloud project; cloud vm; cloud resource; cloud; cloud"
            + " service; aws resource; gcp resource; azure resource; cloud infrastructure; cloud account; aws;"
            + " gcp; azure"),
    INFRASTRUCTURE("infrastructure; infra; production infrastructure; stack; terraform state; resource"),
    SERVER("ec2 instance; compute instance; cloud instance; rds instance; server; instance; vm; virtual machine;"
            + " machine; droplet; node; host"),
    SERVICE("service; daemon; systemd service; system service; container; pod; workload"),
    PROCESS("process; running process"),
    VENV("virtual environment; virtualenv; venv; virtual env; conda environment; python environment"),
    ENVIRONMENT("environment; preview environment"),
    PROJECT("project; app; application; site; website; workspace"),
    CLUSTER("cluster; kubernetes; namespace; kubernetes cluster; kubernetes resource; k8s resource; deployment;"
            + " configmap; helm release; ingress"),
    IMAGE("image; docker image"),
    DOMAIN("domain; dns; dns record; domain name; zone; certificate authority"),
    ACCOUNT("account; user account; tenant; organization; organisation; customer account; customer; subscription"
            + " account"),
    USER("user; member; admin; team member; collaborator"),
    ACCESS_CODE("permissions logic; permission logic; auth logic; authentication logic; authorization logic; auth code;"
            + " auth flow; authentication flow; access logic; auth middleware"),
    ACCESS("permission; access control; role; iam; iam policy; iam role; policy; security group; firewall; firewall"
            + " rule; privilege; access right; acl; auth; authentication; authorization; branch protection;"
            + " security setting; rls policy; row level security; file permission; access"),
    MAIL("outbound communication; outbound message; external communication; customer communication; outbound email;"
            + " email; e-mail; mail; newsletter; sms; notification; message; text message; push notification;"
            + " email message"),
    PUBLIC_POST("tweet; post; chat; chat channel; group chat; chat room; public comment; announcement; social media;"
            + " anything public; issue comment; pr comment; pull request comment; review comment; slack; slack"
            + " channel; discord; discord channel; teams channel; twitter; linkedin; mastodon; blog; slack"
            + " message; chat message; public post"),
    MONEY("payment; refund; payout; purchase; charge; money; fund; invoice; transaction; credit; discount;"
            + " subscription; credit card; card; transfer; wire transfer; bank transfer; financial transaction;"
            + " withdrawal; deposit; payroll; gift card"),
    CACHE("cache; cdn cache; redis cache"),
    EXTERNAL("external service; third-party service; external api; third-party api; api call; network request; external"
            + " request; network call; http request; internet; external url; external system; web request;"
            + " outbound request; external network; network; outside api; request to external service; external"
            + " endpoint; external site"),
    COMMAND("command; terminal command; shell command; script; system action; bash command; cli command; console"
            + " command; shell script; command line; shell; system command; terminal"),
    ANYTHING("anything; everything; production; prod; production system; production resource; anything in production;"
            + " production environment"),
    PACKAGE_RELEASE(
            "package release; github release; gitlab release; release; new version; version; version number; artifact;"
                    + " npm registry; crate; gem; image to a registry; library version"),
    AUTO_APPROVAL("auto-approval; auto approval; auto-approve; yolo mode; terminal auto-approval; approval prompt;"
            + " permission prompt"),
    AUDIT_LOG("audit log; audit trail; log file; audit record; logging"),
    STATE("state; system state; application state; production state; cluster state"),
    PLAYBOOK("playbook; ansible playbook"),
    BUILD_RUN("build command; build process; a build; the build; full build; production build; builds; build script;"
            + " build step"),
    LINTER("linter; lint command; lint script; linting command"),
    LOAD_TEST("stress test; load test; performance test; benchmark; soak test"),
    E2E_TEST("e2e test; e2e suite; e2e test suite; end-to-end test; end to end test; end-to-end suite; full e2e suite"),
    INTEGRATION_TEST("integration test; integration test suite; integration suite"),
    TEST_SUITE("test suite; full test suite; whole test suite; entire test suite"),
    OPERATING_SYSTEM("operating system; system file; system setting; system configuration; os; kernel"),
    SYSTEM("system; host");

    private static final Map<String, Thing> PHRASES = new HashMap<>();
    private static int longest = 1;

    private final List<String> phrases;

    Thing(String phrases) {
        this.phrases = List.of(phrases.split("; "));
    }

    static {
        for (Thing thing : values()) {
            for (String phrase : thing.phrases) {
                PHRASES.putIfAbsent(phrase, thing);
                longest = Math.max(longest, phrase.split(" ").length);
            }
        }
    }

    /**
     * A noun phrase that was found.
     *
     * @param thing what it means
     * @param length how many tokens it has
     * @param noun its last word in the singular
     */
    record Found(Thing thing, int length, String noun) {}

    /** Returns the longest noun phrase that starts here, or null. */
    static @Nullable Found at(List<Token> tokens, int start) {
        if (start < tokens.size() && tokens.get(start).before().equals("-")) {
            return null;
        }
        Found found = null;
        StringBuilder phrase = new StringBuilder();
        for (int i = start; i < tokens.size() && i < start + longest + 2; i++) {
            Token token = tokens.get(i);
            boolean slash = token.is("/") && i > start;
            if (!token.isWord() && !slash) {
                break;
            }
            String joint = i == start
                    ? ""
                    : token.before().equals("-") ? "-" : slash || token.before().isEmpty() ? "" : " ";
            String word = Nouns.singular(token.word());
            Thing plain = PHRASES.get(phrase + joint + token.word());
            Thing thing = plain != null ? plain : PHRASES.get(phrase + joint + word);
            if (thing == null && token.word().endsWith("s")) {
                thing = PHRASES.get(
                        phrase + joint + token.word().substring(0, token.word().length() - 1));
            }
            if (thing != null) {
                found = new Found(thing, i - start + 1, word);
            }
            phrase.append(joint).append(token.word());
        }
        // "a workspace-account association" is neither
        boolean joined = found != null
                && start + found.length() < tokens.size()
                && tokens.get(start + found.length()).before().equals("-")
                && Verb.of(tokens.get(start + found.length()).word()) == null;
        return joined ? null : found;
    }

    /** Returns what is not to be done to a thing that is forbidden by its name alone, or null if that is open. */
    @Nullable
    Verb usual() {
        return switch (this) {
            case DEPENDENCY, GLOBAL_PACKAGE -> Verb.CREATE;
            case MIGRATION,
                    PLAYBOOK,
                    SEED,
                    COMMAND,
                    EXTERNAL,
                    LOAD_TEST,
                    E2E_TEST,
                    TEST_SUITE,
                    STASH,
                    DEV_SERVER,
                    WORKTREE -> Verb.RUN;
            case MAIL, PUBLIC_POST, CAMPAIGN -> Verb.SEND;
            case MONEY, ORDER -> Verb.PAY;
            case FIREWALL, FLAG, SCHEDULE, SUBMODULE, BRANCH_PROTECTION -> Verb.MODIFY;
            case EVENT -> Verb.CREATE;
            default -> null;
        };
    }

    /** Returns the single words that these things' names consist of, as an effect would show them. */
    Set<String> subjects() {
        Set<String> words = new LinkedHashSet<>();
        for (String phrase : phrases) {
            List<String> parts = new ArrayList<>(List.of(phrase.split(" ")));
            if (parts.size() == 1) {
                words.add(parts.get(0));
            }
        }
        return words;
    }
}
