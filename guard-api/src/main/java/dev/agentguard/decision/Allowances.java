package dev.agentguard.decision;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import dev.agentguard.scope.Application;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is recorded and not held, so that Guard can be used: each allowance is narrow, and none covers a control plane. */
final class Allowances {

    private static final String SQL = "sql:";

    /** What changes rows and, if it is bounded, nothing else. */
    private static final Set<String> OF_ROWS =
            Set.of("sql:delete", "sql:update", "sql:merge", "sql:insert", "sql:replace", "sql:select-into");

    /** What runs a program in the database; an application calls its own. */
    private static final Set<String> PROGRAMS = Set.of("sql:function", "sql:procedure");

    /** One object, item or message of a store, as a row that a condition names is one of a table. */
    private static final Set<String> OF_ITEMS =
            Set.of("s3:DeleteObject", "dynamodb:DeleteItem", "sqs:DeleteMessage", "sqs:DeleteMessageBatch");

    /** What a key, a filter or an offset names in a store that is no SQL database, and programs that run in it. */
    private static final Set<String> NAMED_IN_STORES =
            Set.of("redis:key", "redis:script", "mongo:collection", "kafka:partition", "kafka:group");

    private static final String STORE_PROGRAM = "redis:script";

    private static final List<String> STORES = List.of("redis:", "mongo:", "kafka:");

    /** Hibernate puts the ids of what a bulk statement changes into tables that it names so, in capitals, and empties them. */
    private static final List<String> BULK_IDS = List.of("HT_", "HTE_");

    /** Tables of one row by which migration tools keep each other out; they are emptied before that row is written. */
    private static final Set<String> MIGRATION_LOCKS = Set.of("databasechangeloglock");

    private Allowances() {}

    /** Work of the application itself, on the wire and outside a known tool call. */
    static boolean applicationsOwnWork(Effect effect, Origin origin, Policy policy) {
        if (origin != Origin.WIRE || effect.destroysRecovery()) {
            return false;
        }
        return policy.configured() ? listed(effect, policy.application()) : usual(effect);
    }

    /** Where nobody configured anything an application has to start: what any application does is its own work. */
    private static boolean usual(Effect effect) {
        if (isSql(effect)) {
            return isBounded(effect);
        }
        if (isOfStore(effect)) {
            return isBoundedInStore(effect);
        }
        return effect.basis() == Basis.GENERIC
                || effect.kind() == Kind.MESSAGE
                || effect.kind() == Kind.MONEY
                || isItem(effect);
    }

    private static boolean listed(Effect effect, Application application) {
        if (isSql(effect)) {
            return isBounded(effect) && application.hasDatabase(effect.places());
        }
        if (isOfStore(effect)) {
            return isBoundedInStore(effect) && application.hasDatabase(effect.places());
        }
        String host = effect.host();
        if (host == null) {
            return false;
        }
        if (effect.kind() == Kind.MESSAGE && application.sendsMailBy(host)) {
            return true;
        }
        return (effect.basis() == Basis.GENERIC || isItem(effect))
                && effect.kind() != Kind.MONEY
                && effect.kind() != Kind.ACCESS
                && application.hasHost(host);
    }

    private static boolean isItem(Effect effect) {
        return OF_ITEMS.contains(effect.operation());
    }

    private static boolean isSql(Effect effect) {
        return effect.operation().startsWith(SQL);
    }

    /** Commands that are read by what they are; a pack may have a provider of the same name. */
    private static boolean isOfStore(Effect effect) {
        return effect.basis() == Basis.GENERIC
                && STORES.stream().anyMatch(effect.resource().type()::startsWith);
    }

    /** As with rows: what is named or bounded by a filter, and no whole collection, database or topic. */
    private static boolean isBoundedInStore(Effect effect) {
        if (effect.kind() != Kind.DATA) {
            return false;
        }
        return switch (effect.reversibility()) {
            case READ_ONLY, REVERSIBLE -> true;
            case UNKNOWN -> effect.resource().type().equals(STORE_PROGRAM);
            case RECOVERABLE, IRREVERSIBLE ->
                effect.reach() != Reach.ALL
                        && NAMED_IN_STORES.contains(effect.resource().type());
        };
    }

    /** Rows that a condition names, what makes something, and calls of programs; no whole table and nothing dropped. */
    private static boolean isBounded(Effect effect) {
        if (effect.kind() != Kind.DATA) {
            return false;
        }
        return switch (effect.reversibility()) {
            case READ_ONLY, REVERSIBLE -> true;
            case UNKNOWN -> PROGRAMS.contains(effect.resource().type());
            case RECOVERABLE, IRREVERSIBLE ->
                OF_ROWS.contains(effect.operation()) && (effect.reach() != Reach.ALL || isOfALibrary(effect));
        };
    }

    private static boolean isOfALibrary(Effect effect) {
        String id = effect.resource().id();
        if (id == null || !effect.operation().equals("sql:delete")) {
            return false;
        }
        String name = id.substring(id.lastIndexOf('.') + 1);
        return MIGRATION_LOCKS.contains(name.toLowerCase(Locale.ROOT))
                || BULK_IDS.stream().anyMatch(name::startsWith);
    }

    /** An opaque tool whose effects are all judged where they happen need not be held for its name. */
    static boolean judgedAtTheWire(Effect effect, Origin origin, Policy policy) {
        return policy.wireGuarded()
                && origin == Origin.TOOL
                && effect.reversibility() == Reversibility.UNKNOWN
                && effect.host() == null
                && effect.operation().startsWith("tool:");
    }
}
