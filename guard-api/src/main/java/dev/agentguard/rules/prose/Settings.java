package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Glob;
import java.util.List;
import java.util.Set;

/** Secrets and variables: where they are set, and where they are shown. */
final class Settings {

    static final Condition VARIABLES = AnyOf.of(
            Operates.writing(
                    "*config:set*",
                    "*config:unset*",
                    "*env-add*",
                    "*env-set*",
                    "*env-rm*",
                    "*env:set*",
                    "*env-remove*",
                    "*variables*",
                    "*variable-set*",
                    "*variable-delete*",
                    "*secrets-set*",
                    "*secret-set*",
                    "*set-env*"),
            AllOf.of(
                    CommandShape.program("vercel", "netlify", "railway", "supabase", "eas", "heroku", "convex"),
                    AnyOf.of(
                            new CommandShape(Set.of(), List.of("env", "add"), List.of()),
                            new CommandShape(Set.of(), List.of("env", "rm"), List.of()),
                            new CommandShape(Set.of(), List.of("env", "set"), List.of()),
                            new CommandShape(Set.of(), List.of("env", "update"), List.of()),
                            new CommandShape(Set.of(), List.of("secrets", "set"), List.of()),
                            new CommandShape(Set.of(), List.of("secrets", "unset"), List.of()))),
            Effects.writing("variable", "envvar"));

    static final Condition SECRETS = AnyOf.of(
            Effects.writing("secret", "credential", "secrets", "variable", "password", "accesskey"),
            AllOf.of(
                    Effects.kind(dev.agentguard.effect.Kind.ACCESS, Reversibility.REVERSIBLE),
                    Effects.writing("key", "token", "certificate")));

    /** The programs that show a process's variables, an echo of one that is named like a secret, a store that is asked. */
    static final Condition SHOWN = AnyOf.of(
            new Files(KnownFiles.SECRETS, Files.Access.READ),
            new SecretsShown(),
            AllOf.of(
                    new Operates(
                            Glob.of(List.of(
                                    "*get*secret*",
                                    "*read*secret*",
                                    "*secret*get*",
                                    "*reveal*",
                                    "*secret*access*",
                                    "vault:read",
                                    "vault:kv-get",
                                    "op:read",
                                    "*getsecretvalue",
                                    "*show*secret*",
                                    "*access-token*")),
                            Reversibility.READ_ONLY),
                    new Unless(new Operates(Glob.of(List.of("*list*")), Reversibility.READ_ONLY)),
                    new Unless(AllOf.of(
                            CommandShape.program("kubectl"),
                            new Unless(new CommandShape(Set.of("kubectl"), List.of(), List.of(Options.of("-o"))))))));

    /** Stores of a person's secrets. */
    static final Condition KEYCHAINS = AnyOf.of(
            CommandShape.program(
                    "security",
                    "op",
                    "pass",
                    "bw",
                    "lpass",
                    "gopass",
                    "secret-tool",
                    "keyring",
                    "keepassxc-cli",
                    "rbw",
                    "cmdkey"),
            new Operates(
                    Glob.of(List.of("*getsecretvalue", "secretsmanager:*", "secrets-manager:*", "*keyvault*secret*")),
                    Reversibility.READ_ONLY));

    static final Condition CREATED = AnyOf.of(
            CommandShape.program("ssh-keygen", "certtool", "mkcert", "pwgen"),
            CommandShape.of("openssl", "genrsa"),
            CommandShape.of("openssl", "genpkey"),
            CommandShape.of("openssl", "rand"),
            CommandShape.of("gpg", "--gen-key"),
            Operates.writing(
                    "*create*key*",
                    "*create*token*",
                    "*create*secret*",
                    "*generate*key*",
                    "*generate*token*",
                    "*issue*token*",
                    "*keys-create*",
                    "*create*credential*"));

    private Settings() {}
}
