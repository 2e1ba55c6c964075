package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What brings software out, and takes it back: deployments, releases, rollbacks. */
final class ReleaseMeanings {

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
            RunsTask.of("deploy", "redeploy"),
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

    static final Condition ROLLBACKS = AnyOf.of(
            Operates.writing("*rollback*", "*roll-back*", "*:*revert*", "heroku:releases-rollback"),
            new CommandShape(Set.of("kubectl"), List.of("rollout", "undo"), List.of()),
            Effects.writing("rollback", "rollbacks"));

    static final Condition PUBLISHES = AnyOf.of(
            Effects.writing("publish", "release"),
            RunsTask.of("publish", "release"),
            Operates.writing("docker:push", "twine:*", "*:publish*", "gem:push", "podman:push", "helm:push"));

    static final Condition UNPUBLISHES =
            Operates.writing("*:unpublish*", "*:yank*", "*:deprecate*", "*unpublish*", "gem:yank", "npm:deprecate");

    /** "apply" alone. */
    static final Condition APPLIES = Operates.writing(
            "terraform:apply",
            "tofu:apply",
            "terragrunt:apply*",
            "terragrunt:run-all*",
            "pulumi:up",
            "kubectl:apply",
            "helmfile:apply");

    private ReleaseMeanings() {}

    static @Nullable Condition ofPackage(Verb verb) {
        return switch (verb) {
            case PUBLISH, CREATE, PUSH -> PUBLISHES;
            case DEPLOY -> DEPLOYS;
            default -> null;
        };
    }

    static @Nullable Condition ofCode(Verb verb) {
        return switch (verb) {
            case DEPLOY -> DEPLOYS;
            case PUBLISH -> AnyOf.of(PUBLISHES, DEPLOYS);
            default -> null;
        };
    }
}
