package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done to clouds, and to infrastructure that is described by code. */
final class CloudMeanings {

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

    private CloudMeanings() {}

    static @Nullable Condition ofCloud(Verb verb) {
        if (verb == Verb.READ || verb == Verb.CONNECT || verb == Verb.RUN) {
            return CLOUD;
        }
        return SystemVerbs.isRemoval(verb)
                ? AnyOf.of(AllOf.of(Effects.any(Reversibility.RECOVERABLE), CLOUD), CLOUD_DELETES)
                : SystemVerbs.isWrite(verb) ? AllOf.of(Effects.any(Reversibility.REVERSIBLE), CLOUD) : null;
    }

    static @Nullable Condition ofInfrastructure(Verb verb) {
        if (SystemVerbs.isRemoval(verb)) {
            return AnyOf.of(
                    AllOf.of(Effects.any(Reversibility.RECOVERABLE), INFRASTRUCTURE),
                    Operates.destroying("terraform:destroy", "pulumi:destroy", "cdk:destroy"),
                    AllOf.of(
                            Effects.any(Reversibility.RECOVERABLE),
                            new Unless(Effects.operations(
                                    "local:*", "git:*", "sql:*", "npm:*", "build:*", "code:*", "shell:*"))));
        }
        return SystemVerbs.isWrite(verb) || verb == Verb.DEPLOY ? INFRASTRUCTURE : null;
    }
}
