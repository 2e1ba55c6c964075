package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Glob;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done to running systems and to what they are made of. */
final class SystemMeanings {

    /** What the network brought is run by a shell. */
    static final Condition PIPED = AnyOf.of(new Together(List.of("curl", "sh")), new Together(List.of("wget", "sh")));

    static final Condition DEPLOYS = AnyOf.of(
            Operates.writing(
                    "*deploy*",
                    "*redeploy*",
                    "railway:up",
                    "eb:*",
                    "gcloud:app-*",
                    "*:promote*",
                    "*rollout*",
                    "amplify:startjob",
                    "copilot:*",
                    "kamal:*",
                    "cap:*"),
            Operates.writing(
                    "kubectl:apply",
                    "kubectl:set*",
                    "kubectl:replace",
                    "kubectl:patch",
                    "kubectl:create*",
                    "helm:install",
                    "helm:upgrade"),
            Effects.writing("deploy", "deployment", "redeploy"),
            new CommandShape(
                    Set.of("gcloud", "serverless", "sls", "sam", "cdk", "wrangler", "firebase", "netlify", "az"),
                    List.of("deploy"),
                    List.of()),
            new CommandShape(
                    Set.of("kamal", "modal", "mise", "make", "just", "task", "dokku", "flyctl", "fly", "eb", "cap"),
                    List.of("deploy"),
                    List.of()),
            AllOf.of(Operates.writing("gh:workflow-run*"), new TextHas(List.of("deploy"))),
            new CommandShape(Set.of("vercel", "netlify"), List.of(), List.of(Options.of("--prod"))),
            new CommandShape(Set.of("git"), List.of("push", "heroku"), List.of()));
    private static final Condition ROLLBACKS = AnyOf.of(
            Operates.writing("*rollback*", "*roll-back*", "*:*revert*", "heroku:releases-rollback"),
            new CommandShape(Set.of("kubectl"), List.of("rollout", "undo"), List.of()),
            Effects.writing("rollback", "rollbacks"));
    private static final Condition POWER = Operates.writing(
            "local:shutdown",
            "local:reboot",
            "local:poweroff",
            "local:halt",
            "systemctl:reboot",
            "systemctl:poweroff",
            "systemctl:halt",
            "local:init",
            "local:telinit");
    private static final Set<Thing> UPLOADED =
            Set.of(Thing.CODE, Thing.SECRET, Thing.DATA, Thing.FILE, Thing.ENV_FILE, Thing.DATABASE, Thing.ANYTHING);
    private static final Condition UPLOADS = AnyOf.of(
            CommandShape.of("gh", "gist", "create"),
            new CommandShape(Set.of("curl"), List.of(), List.of(Options.of("-F"))),
            new CommandShape(Set.of("curl"), List.of(), List.of(Options.of("--form"))),
            new CommandShape(Set.of("curl"), List.of(), List.of(Options.of("-T"))),
            new CommandShape(Set.of("curl"), List.of(), List.of(Options.of("--upload-file"))),
            new CommandShape(Set.of("curl"), List.of(), List.of(Options.of("--data-binary"))),
            new CommandShape(Set.of("wget"), List.of(), List.of(Options.of("--post-file"))),
            Operates.writing("tool:*upload*", "tool:*create*gist*", "tool:*paste*"));
    private static final Condition UNPUBLISHES =
            Operates.writing("*:unpublish*", "*:yank*", "*:deprecate*", "*unpublish*", "gem:yank", "npm:deprecate");
    private static final Condition LOADS = CommandShape.program(
            "k6",
            "wrk",
            "wrk2",
            "ab",
            "locust",
            "artillery",
            "hey",
            "vegeta",
            "jmeter",
            "siege",
            "oha",
            "bombardier",
            "gatling",
            "drill",
            "autocannon",
            "tsung",
            "hyperfine");
    private static final Condition STARTERS = CommandShape.program(
            "jest", "vitest", "pytest", "mocha", "rspec", "phpunit", "npm", "pnpm", "yarn", "bun", "npx", "nx", "turbo",
            "mvn", "mvnw", "gradle", "gradlew", "go", "cargo", "make", "just", "task", "dotnet", "rails", "rake", "mix",
            "python", "python3", "tox", "poetry", "uv", "deno", "node");
    static final Condition TESTS = AnyOf.of(
            CommandShape.program(
                    "jest",
                    "vitest",
                    "pytest",
                    "mocha",
                    "playwright",
                    "cypress",
                    "rspec",
                    "phpunit",
                    "k6",
                    "wrk",
                    "ab",
                    "locust",
                    "artillery",
                    "hey",
                    "vegeta",
                    "jmeter",
                    "siege",
                    "newman"),
            new CommandShape(
                    Set.of(
                            "npm", "pnpm", "yarn", "bun", "mvn", "gradle", "gradlew", "mvnw", "go", "cargo", "make",
                            "dotnet", "rails", "rake", "mix"),
                    List.of("test"),
                    List.of()));
    private static final Condition E2E = AnyOf.of(
            CommandShape.program("playwright", "cypress", "detox", "newman", "testcafe", "nightwatch"),
            AllOf.of(STARTERS, new TextHas(List.of("e2e", "end-to-end", "playwright", "cypress"))));
    private static final Condition INTEGRATION =
            AllOf.of(STARTERS, new TextHas(List.of("integration", "test:int", "inttest", "failsafe")));
    static final Condition PUBLISHES = AnyOf.of(
            Effects.writing("publish", "release"),
            Operates.writing("docker:push", "twine:*", "*:publish*", "gem:push", "podman:push", "helm:push"));
    private static final Condition INSTALLS = AnyOf.of(
            AllOf.of(CommandShape.program("npm", "pnpm", "yarn", "bun"), new Adds()),
            new CommandShape(Set.of("python", "python3", "py"), List.of("pip", "install"), List.of()),
            CommandShape.of("uv", "tool", "install"),
            CommandShape.of("uvx", "install"),
            CommandShape.of("pip", "install"),
            CommandShape.of("pip3", "install"),
            CommandShape.of("pipx", "install"),
            CommandShape.of("poetry", "add"),
            CommandShape.of("uv", "add"),
            CommandShape.of("uv", "pip", "install"),
            CommandShape.of("pdm", "add"),
            CommandShape.of("pipenv", "install"),
            CommandShape.of("conda", "install"),
            CommandShape.of("cargo", "add"),
            CommandShape.of("cargo", "install"),
            CommandShape.of("go", "get"),
            CommandShape.of("gem", "install"),
            CommandShape.of("bundle", "add"),
            CommandShape.of("composer", "require"),
            CommandShape.of("dotnet", "add", "package"),
            CommandShape.of("flutter", "pub", "add"),
            CommandShape.of("dart", "pub", "add"),
            CommandShape.of("mix", "deps.get"),
            CommandShape.of("deno", "add"));
    private static final Condition REMOVES = AnyOf.of(
            new CommandShape(
                    Set.of("npm", "pip", "pip3", "pnpm", "gem", "apt", "apt-get", "brew", "cargo"),
                    List.of("uninstall"),
                    List.of()),
            new CommandShape(
                    Set.of(
                            "npm",
                            "pnpm",
                            "yarn",
                            "bun",
                            "poetry",
                            "uv",
                            "cargo",
                            "composer",
                            "bundle",
                            "conda",
                            "pdm",
                            "apt",
                            "apt-get",
                            "deno"),
                    List.of("remove"),
                    List.of()));
    private static final Condition UPGRADES = AnyOf.of(
            new CommandShape(
                    Set.of("npm", "pnpm", "yarn", "bun", "poetry", "cargo", "composer", "bundle", "conda", "brew"),
                    List.of("update"),
                    List.of()),
            new CommandShape(
                    Set.of("npm", "pnpm", "yarn", "bun", "poetry", "cargo", "pip", "brew", "apt", "apt-get"),
                    List.of("upgrade"),
                    List.of()),
            CommandShape.program("npm-check-updates", "ncu"));
    private static final Condition GLOBALS = AnyOf.of(
            new CommandShape(Set.of("sudo"), List.of("pip", "install"), List.of()),
            new CommandShape(Set.of("sudo"), List.of("pip3", "install"), List.of()),
            new CommandShape(Set.of("uv"), List.of("pip", "install"), List.of(new Options(Set.of("--system")))),
            new CommandShape(
                    Set.of("pip", "pip3"), List.of("install"), List.of(new Options(Set.of("--break-system-packages")))),
            new CommandShape(Set.of("npm", "pnpm", "bun"), List.of("install"), List.of(Options.of("-g"))),
            new CommandShape(Set.of("npm", "pnpm", "bun"), List.of("i"), List.of(Options.of("-g"))),
            new CommandShape(Set.of("npm", "pnpm", "bun"), List.of("add"), List.of(Options.of("-g"))),
            new CommandShape(
                    Set.of("choco", "winget", "scoop", "snap", "flatpak", "zypper", "port", "pipx"),
                    List.of("install"),
                    List.of()),
            CommandShape.of("apk", "add"),
            new CommandShape(Set.of("pacman", "yay"), List.of(), List.of(Options.of("-S"))),
            CommandShape.of("yarn", "global"),
            CommandShape.of("brew", "install"),
            CommandShape.of("apt", "install"),
            CommandShape.of("apt-get", "install"),
            CommandShape.of("gem", "install"),
            CommandShape.of("cargo", "install"),
            CommandShape.of("dnf", "install"),
            CommandShape.of("yum", "install"));
    private static final List<String> CLOUD_HOSTS = List.of(
            "*.amazonaws.com",
            "*.googleapis.com",
            "management.azure.com",
            "*.azure.com",
            "api.digitalocean.com",
            "api.cloudflare.com",
            "api.hetzner.cloud",
            "*.oraclecloud.com");
    private static final Set<String> CLOUD_PROGRAMS =
            Set.of("aws", "gcloud", "gsutil", "bq", "az", "doctl", "hcloud", "ibmcloud", "oci", "eksctl", "sam", "cdk");
    static final Condition CLOUD =
            AnyOf.of(new CommandShape(CLOUD_PROGRAMS, List.of(), List.of()), new OnHost(CLOUD_HOSTS));
    private static final Condition CLOUD_DELETES = AnyOf.of(
            new CommandShape(CLOUD_PROGRAMS, List.of("delete"), List.of()),
            new CommandShape(CLOUD_PROGRAMS, List.of("destroy"), List.of()));
    private static final Set<Thing> REVERTED = Set.of(
            Thing.ANYTHING, Thing.CLUSTER, Thing.PACKAGE_RELEASE, Thing.PROJECT, Thing.SERVICE, Thing.ENVIRONMENT);
    static final Condition INFRASTRUCTURE = AnyOf.of(
            Operates.writing(
                    "terraform:*",
                    "tofu:*",
                    "pulumi:*",
                    "terragrunt:*",
                    "cdk:*",
                    "cloudformation:*",
                    "infrastructure:*",
                    "kubectl:*",
                    "helm:*",
                    "ansible*:*",
                    "serverless:*",
                    "sam:*"),
            AllOf.of(Effects.any(Reversibility.REVERSIBLE), CLOUD));
    private static final Condition PROCESSES = AnyOf.of(
            Operates.writing(
                    "systemctl:*",
                    "local:kill*",
                    "local:pkill",
                    "local:killall",
                    "local:service",
                    "local:shutdown",
                    "local:reboot",
                    "local:poweroff",
                    "local:halt",
                    "docker:restart",
                    "docker:stop",
                    "docker:kill",
                    "docker:rm",
                    "pm2:*",
                    "supervisorctl:*",
                    "launchctl:*"),
            Effects.resources(Reversibility.REVERSIBLE, "local:process", "local:service"));

    private static final Set<String> CONTAINERS = Set.of("docker", "docker-compose", "podman", "podman-compose");
    private static final Condition BUILDS = AnyOf.of(
            new CommandShape(CONTAINERS, List.of("build"), List.of()), CommandShape.program("buildah", "kaniko"));
    private static final Condition VENVS = AnyOf.of(
            Operates.writing("build:venv", "build:virtualenv"),
            CommandShape.of("uv", "venv"),
            CommandShape.of("conda", "create"),
            CommandShape.program("virtualenv"),
            new CommandShape(Set.of("python", "python3", "py"), List.of("venv"), List.of(Options.of("-m"))));

    private SystemMeanings() {}

    static @Nullable Condition of(Verb verb, @Nullable Thing thing, String lemma) {
        if (thing == Thing.ANYTHING && lemma.equals("add")) {
            return null;
        }
        if (thing == null) {
            return switch (verb) {
                case TEST -> TESTS;
                case DEPLOY -> DEPLOYS;
                case PUBLISH -> PUBLISHES;
                case UNPUBLISH -> UNPUBLISHES;
                case LOAD -> LOADS;
                case APPLY ->
                    Operates.writing(
                            "terraform:apply",
                            "tofu:apply",
                            "terragrunt:apply*",
                            "terragrunt:run-all*",
                            "pulumi:up",
                            "kubectl:apply",
                            "helmfile:apply");
                case INSTALL -> AnyOf.of(INSTALLS, GLOBALS);
                default -> null;
            };
        }
        if (verb == Verb.BUILD) {
            return thing == Thing.IMAGE || thing == Thing.SERVICE || thing == Thing.DOCKER_FILE ? BUILDS : null;
        }
        if (verb == Verb.UPLOAD) {
            return UPLOADED.contains(thing) ? UPLOADS : null;
        }
        if (verb == Verb.LOAD || (thing == Thing.LOAD_TEST && (verb == Verb.RUN || verb == Verb.TERMINATE))) {
            return LOADS;
        }
        if (verb == Verb.UNPUBLISH) {
            return UNPUBLISHES;
        }
        if (verb == Verb.REVERT && REVERTED.contains(thing)) {
            return ROLLBACKS;
        }
        if (verb == Verb.SCALE && (thing == Thing.CLUSTER || thing == Thing.SERVICE || thing == Thing.PROJECT)) {
            return AnyOf.of(
                    Operates.writing("*:scale*", "*:resize*", "*:*autoscal*"), Effects.writing("scale", "replicas"));
        }
        boolean writes = Set.of(
                        Verb.MODIFY,
                        Verb.CREATE,
                        Verb.SCALE,
                        Verb.APPLY,
                        Verb.DISABLE,
                        Verb.TERMINATE,
                        Verb.UPGRADE,
                        Verb.OVERWRITE)
                .contains(verb);
        boolean gone = verb == Verb.DESTROY || verb == Verb.RESET || verb == Verb.CLEAR;
        return switch (thing) {
            case DEPENDENCY ->
                switch (verb) {
                    case CREATE, INSTALL, INCLUDE -> INSTALLS;
                    case DESTROY -> REMOVES;
                    case UPGRADE -> UPGRADES;
                    case MODIFY -> AnyOf.of(INSTALLS, REMOVES, UPGRADES);
                    case PUBLISH -> PUBLISHES;
                    default -> null;
                };
            case GLOBAL_PACKAGE ->
                verb == Verb.INSTALL || verb == Verb.CREATE ? GLOBALS : verb == Verb.DESTROY ? REMOVES : null;
            case CLOUD ->
                verb == Verb.READ || verb == Verb.CONNECT || verb == Verb.RUN
                        ? CLOUD
                        : gone
                                ? AnyOf.of(AllOf.of(Effects.any(Reversibility.RECOVERABLE), CLOUD), CLOUD_DELETES)
                                : writes ? AllOf.of(Effects.any(Reversibility.REVERSIBLE), CLOUD) : null;
            case INFRASTRUCTURE ->
                gone
                        ? AnyOf.of(
                                AllOf.of(Effects.any(Reversibility.RECOVERABLE), INFRASTRUCTURE),
                                Operates.destroying("terraform:destroy", "pulumi:destroy", "cdk:destroy"),
                                AllOf.of(
                                        Effects.any(Reversibility.RECOVERABLE),
                                        new Unless(Effects.operations(
                                                "local:*", "git:*", "sql:*", "npm:*", "build:*", "code:*", "shell:*"))))
                        : writes || verb == Verb.DEPLOY ? INFRASTRUCTURE : null;
            case ANYTHING ->
                verb == Verb.INSTALL
                        ? AnyOf.of(INSTALLS, GLOBALS)
                        : gone
                                ? Effects.any(Reversibility.RECOVERABLE)
                                : verb == Verb.DEPLOY
                                        ? DEPLOYS
                                        : verb == Verb.PUBLISH
                                                ? PUBLISHES
                                                : writes ? Effects.any(Reversibility.REVERSIBLE) : null;
            case PROJECT, DOMAIN, ACCOUNT, SERVER, CLUSTER, IMAGE, ENVIRONMENT, SERVICE -> {
                if (verb == Verb.DEPLOY || (thing == Thing.CLUSTER && verb == Verb.APPLY)) {
                    yield DEPLOYS;
                }
                if (verb == Verb.PUBLISH) {
                    yield PUBLISHES;
                }
                if (thing == Thing.SERVICE && verb == Verb.TERMINATE) {
                    yield AnyOf.of(
                            PROCESSES,
                            new CommandShape(CONTAINERS, List.of("restart"), List.of()),
                            new CommandShape(CONTAINERS, List.of("stop"), List.of()),
                            new CommandShape(CONTAINERS, List.of("kill"), List.of()),
                            new CommandShape(CONTAINERS, List.of("compose", "down"), List.of()),
                            CommandShape.of("docker-compose", "down"),
                            new CommandShape(Set.of("kubectl"), List.of("rollout", "restart"), List.of()),
                            Operates.destroying("kubectl:delete-pod*", "kubectl:delete"),
                            Operates.writing("*:restart*", "*:*-restart"));
                }
                if (gone && thing == Thing.CLUSTER) {
                    yield AnyOf.of(
                            Operates.destroying("helm:uninstall", "helm:delete"),
                            Effects.of(Reversibility.RECOVERABLE, thing.subjects()));
                }
                if (verb == Verb.PUSH && thing == Thing.IMAGE) {
                    yield PUBLISHES;
                }
                if (verb == Verb.CONNECT && (thing == Thing.SERVICE || thing == Thing.CLUSTER)) {
                    yield AnyOf.of(
                            new CommandShape(
                                    Set.of("kubectl", "docker", "podman", "oc", "nomad"), List.of("exec"), List.of()),
                            CommandShape.of("kubectl", "attach"),
                            CommandShape.of("kubectl", "port-forward"));
                }
                if (verb == Verb.CONNECT && thing == Thing.SERVER) {
                    yield CommandShape.program("ssh", "scp", "sftp", "mosh", "rsync");
                }
                if (verb == Verb.TERMINATE && thing == Thing.SERVER && !lemma.equals("start")) {
                    yield AnyOf.of(
                            POWER,
                            Operates.writing("kubectl:drain", "kubectl:cordon", "kubectl:taint"),
                            Effects.of(Reversibility.REVERSIBLE, thing.subjects()));
                }
                if (thing == Thing.DOMAIN && writes) {
                    yield AnyOf.of(
                            Effects.of(Reversibility.REVERSIBLE, thing.subjects()),
                            Operates.writing("route53:*", "*dns*", "*recordset*"));
                }
                yield gone
                        ? Effects.of(Reversibility.RECOVERABLE, thing.subjects())
                        : writes ? Effects.of(Reversibility.REVERSIBLE, thing.subjects()) : null;
            }
            case VENV -> verb == Verb.CREATE || verb == Verb.RUN || verb == Verb.INSTALL ? VENVS : null;
            case PROCESS -> verb == Verb.TERMINATE || verb == Verb.DESTROY ? PROCESSES : null;
            case PACKAGE_RELEASE ->
                verb == Verb.PUBLISH || verb == Verb.CREATE || verb == Verb.PUSH
                        ? PUBLISHES
                        : verb == Verb.DEPLOY ? DEPLOYS : null;
            case CHANGES, CODE, COMMIT ->
                verb == Verb.DEPLOY ? DEPLOYS : verb == Verb.PUBLISH ? AnyOf.of(PUBLISHES, DEPLOYS) : null;
            case CACHE ->
                gone || verb == Verb.DESTROY
                        ? AnyOf.of(Operates.writing("redis:flush*", "*cache*"), Effects.writing("cache"))
                        : null;
            case EXTERNAL ->
                Set.of(Verb.RUN, Verb.READ, Verb.CONNECT, Verb.SEND).contains(verb) ? new OnHost(List.of()) : null;
            case PLAYBOOK ->
                verb == Verb.RUN || verb == Verb.APPLY || verb == Verb.DEPLOY
                        ? CommandShape.program("ansible-playbook", "ansible")
                        : null;
            case STATE -> writes || gone ? Effects.any(Reversibility.REVERSIBLE) : null;
            case E2E_TEST -> verb == Verb.RUN || verb == Verb.TEST ? E2E : null;
            case INTEGRATION_TEST -> verb == Verb.RUN || verb == Verb.TEST ? INTEGRATION : null;
            case TEST_FILE -> verb == Verb.RUN || verb == Verb.TEST ? TESTS : null;
            case TEST_SUITE ->
                verb == Verb.RUN || verb == Verb.TEST ? AllOf.of(TESTS, new Unless(new NamesTests())) : null;
            case OPERATING_SYSTEM, SYSTEM ->
                verb == Verb.TERMINATE
                        ? AnyOf.of(POWER, Operates.writing("systemctl:*"))
                        : thing == Thing.OPERATING_SYSTEM && (verb == Verb.MODIFY || verb == Verb.UPGRADE)
                                ? AnyOf.of(
                                        GLOBALS,
                                        Operates.writing("systemctl:*", "local:sysctl", "local:update-*"),
                                        new Files(List.of("/etc", "/usr", "/boot", "/lib"), Files.Access.WRITE))
                                : null;
            case AUDIT_LOG ->
                gone
                        ? Effects.destroying("log", "audit")
                        : verb == Verb.DISABLE || verb == Verb.MODIFY || verb == Verb.TERMINATE
                                ? AnyOf.of(
                                        Effects.writing("audit", "logging", "trail"), Operates.writing("cloudtrail:*"))
                                : null;
            case AUTO_APPROVAL ->
                verb == Verb.DISABLE || verb == Verb.RUN || verb == Verb.SKIP
                        ? new TextHas(List.of(
                                "autoapprove",
                                "auto-approve",
                                "dangerously-skip-permissions",
                                "dangerously-bypass",
                                "--yolo",
                                "bypasspermissions",
                                "autorun"))
                        : null;
            default -> null;
        };
    }

    /** npm and its like add a package only if one is named. */
    record Adds() implements Condition {

        private static final Set<String> VERBS = Set.of("install", "i", "add", "in", "isntall");

        @Override
        public Certainty in(dev.agentguard.rules.RuleInput input) {
            return Certainty.of(input.commands().stream().anyMatch(command -> {
                List<String> operands = command.arguments().stream()
                        .map(dev.agentguard.effect.Word::text)
                        .filter(text -> !text.startsWith("-"))
                        .toList();
                return operands.size() > 1 && VERBS.contains(operands.get(0));
            }));
        }

        @Override
        public String toString() {
            return "adds a package";
        }
    }

    static Condition operation(String name) {
        return new Operates(Glob.of(List.of(name)), Reversibility.READ_ONLY);
    }
}
