package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages, money, access and secrets. */
final class PeopleMeanings {

    static final Condition MESSAGES = AllOf.of(
            AnyOf.of(
                    Effects.kind(Kind.MESSAGE, Reversibility.REVERSIBLE),
                    Operates.writing("tool:*send*mail*", "tool:*send*message*")),
            new Unless(Effects.operations(
                    "*draft*", "*archive*", "*trash*", "*delete*", "*label*", "*markread*", "*mark_read*")));
    private static final Condition POSTS = AnyOf.of(
            Operates.writing("*tweet*", "*postmessage*", "tool:*post*", "tool:*comment*", "gh:*comment*"),
            Effects.writing("tweet", "tweets", "comment"),
            MESSAGES);
    private static final Condition PAYMENTS = AnyOf.of(
            Effects.kind(Kind.MONEY, Reversibility.REVERSIBLE),
            Operates.writing(
                    "tool:*refund*",
                    "tool:*payment*",
                    "tool:*purchase*",
                    "tool:*payout*",
                    "tool:*issue*credit*",
                    "tool:*transfer*",
                    "tool:*withdraw*",
                    "tool:*book*",
                    "tool:*discount*"),
            Effects.writing("refund", "payment", "payout", "purchase", "booking"));
    private static final Condition ORDERS = AnyOf.of(
            PAYMENTS,
            Effects.writing("order", "orders", "trade", "position"),
            Operates.writing("tool:*order*", "tool:*trade*"));
    private static final Set<String> BOUGHT = Set.of("book", "purchase", "buy", "order");
    private static final Condition BOOKINGS = AllOf.of(
            Effects.writing("order", "orders", "booking", "bookings", "reservation", "reservations", "checkout"),
            Operates.writing("http:*", "graphql:*"));
    private static final Set<Thing> MOVED = Set.of(
            Thing.REPOSITORY,
            Thing.REMOTE,
            Thing.PROJECT,
            Thing.DOMAIN,
            Thing.ACCOUNT,
            Thing.USER,
            Thing.ISSUE,
            Thing.FILE,
            Thing.DATA,
            Thing.SECRET);
    private static final Condition ACCESS = AnyOf.of(
            AllOf.of(Effects.kind(Kind.ACCESS, Reversibility.REVERSIBLE), new Unless(Effects.operations("git:*"))),
            Effects.writing("role", "permission", "policy", "iam", "member", "firewall"),
            AllOf.of(Operates.writing("sql:*"), new TextHas(List.of("rowlevelsecurity", "policy"))),
            Operates.writing("local:chmod", "local:chown", "local:chgrp", "local:setfacl", "local:icacls"));

    private static final Set<String> ADDRESSES = Set.of("email", "mail");

    private PeopleMeanings() {}

    static @Nullable Condition of(Verb verb, @Nullable Thing thing, String lemma) {
        if (thing == null) {
            return switch (verb) {
                case PAY -> BOUGHT.contains(lemma) ? AnyOf.of(PAYMENTS, BOOKINGS) : PAYMENTS;
                case CONTACT -> MESSAGES;
                default -> null;
            };
        }
        if (verb == Verb.CONTACT || (verb == Verb.INVITE && thing != Thing.EVENT)) {
            return verb == Verb.CONTACT ? MESSAGES : AnyOf.of(MESSAGES, PlatformMeanings.EVENTS);
        }
        if (verb == Verb.PAY && lemma.equals("transfer") && MOVED.contains(thing)) {
            return Operates.writing("*:*transfer*", "tool:*transfer*");
        }
        if (verb == Verb.PLACE && (thing == Thing.ORDER || thing == Thing.MONEY)) {
            return thing == Thing.ORDER ? ORDERS : PAYMENTS;
        }
        if (thing == Thing.ORDER) {
            return Set.of(Verb.PAY, Verb.RUN, Verb.CREATE, Verb.SEND, Verb.CLOSE, Verb.CANCEL, Verb.MODIFY)
                            .contains(verb)
                    ? ORDERS
                    : null;
        }
        if (verb == Verb.SEND && ADDRESSES.contains(lemma) && (thing == Thing.ACCOUNT || thing == Thing.USER)) {
            return MESSAGES;
        }
        if (verb == Verb.PAY) {
            return thing == Thing.ANYTHING && BOUGHT.contains(lemma) ? AnyOf.of(PAYMENTS, BOOKINGS) : PAYMENTS;
        }
        return switch (thing) {
            case CAMPAIGN ->
                Set.of(Verb.SEND, Verb.RUN, Verb.CREATE, Verb.PUBLISH, Verb.POST, Verb.TERMINATE, Verb.MODIFY)
                                .contains(verb)
                        ? AnyOf.of(
                                Effects.writing("campaign", "broadcast", "mailing", "newsletter"),
                                Operates.writing("tool:*campaign*", "tool:*newsletter*"))
                        : null;
            case MAIL ->
                switch (verb) {
                    case SEND, POST, RUN -> MESSAGES;
                    case CREATE -> lemma.equals("add") ? null : MESSAGES;
                    case DESTROY, ARCHIVE, CLEAR ->
                        AllOf.of(
                                AnyOf.of(
                                        Effects.kind(Kind.MESSAGE, Reversibility.REVERSIBLE),
                                        Effects.writing("email", "mail", "message")),
                                AnyOf.of(Operates.writing("*delete*", "*trash*", "*archive*", "*remove*", "*purge*")));
                    default -> null;
                };
            case PUBLIC_POST ->
                verb == Verb.POST
                                || verb == Verb.SEND
                                || verb == Verb.PUBLISH
                                || verb == Verb.CREATE
                                || verb == Verb.RUN
                        ? POSTS
                        : null;
            case MONEY ->
                switch (verb) {
                    case PAY, RUN, SEND, CREATE, MODIFY, CANCEL, CLOSE, INSTALL, APPLY, SHOW, POST -> PAYMENTS;
                    case RETRY ->
                        AnyOf.of(
                                Effects.kind(Kind.MONEY, Reversibility.REVERSIBLE),
                                Operates.writing(
                                        "*retry*payment*", "*retry*charge*", "*payment*retry*", "*rerun*payment*"));
                    default -> null;
                };
            case ACCESS, USER ->
                Set.of(Verb.MODIFY, Verb.GRANT, Verb.DESTROY, Verb.CREATE, Verb.DISABLE, Verb.OVERWRITE, Verb.RESET)
                                .contains(verb)
                        ? thing == Thing.USER
                                ? AnyOf.of(
                                        Effects.of(
                                                verb == Verb.DESTROY
                                                        ? Reversibility.RECOVERABLE
                                                        : Reversibility.REVERSIBLE,
                                                "user",
                                                "member",
                                                "collaborator"),
                                        Operates.writing("sql:*user*", "sql:*role*"))
                                : verb == Verb.GRANT
                                        ? AnyOf.of(ACCESS, Operates.writing("sql:grant*", "sql:revoke*"))
                                        : ACCESS
                        : null;
            case ACCOUNT ->
                verb == Verb.DESTROY || verb == Verb.DISABLE
                        ? Effects.destroying("account", "tenant", "organization", "organisation")
                        : null;
            case KEYCHAIN ->
                verb == Verb.READ || verb == Verb.SHOW || verb == Verb.CONNECT || verb == Verb.RUN
                        ? Settings.KEYCHAINS
                        : null;
            case SECRET ->
                switch (verb) {
                    case READ, SHOW -> Settings.SHOWN;
                    case COMMIT, PUSH ->
                        AnyOf.of(
                                new Files(KnownFiles.SECRETS, Files.Access.COMMIT),
                                AllOf.of(GitCommands.COMMITS, new SecretText()));
                    // what stands in the source is not seen: a file that is one is, and what a message says
                    case INCLUDE ->
                        lemma.equals("include")
                                ? AnyOf.of(
                                        new Files(KnownFiles.SECRETS, Files.Access.COMMIT),
                                        AllOf.of(AnyOf.of(GitCommands.COMMITS, POSTS), new SecretText()))
                                : null;
                    case SEND, POST -> AllOf.of(POSTS, new SecretText());
                    case MODIFY, ROTATE, DESTROY, OVERWRITE, RESET, DISABLE ->
                        AnyOf.of(
                                Settings.SECRETS,
                                verb == Verb.ROTATE ? Settings.CREATED : Settings.SECRETS,
                                Settings.VARIABLES,
                                new Files(List.of(".env"), Files.Access.WRITE));
                    case CREATE -> Settings.CREATED;
                    case GRANT ->
                        AnyOf.of(Settings.SECRETS, Operates.writing("*revoke*", "*delete*token*", "*delete*key*"));
                    default -> null;
                };
            default -> null;
        };
    }
}
