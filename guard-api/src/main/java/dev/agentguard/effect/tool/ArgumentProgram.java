package dev.agentguard.effect.tool;

/**
 * A program that stands in an argument nobody declared.
 *
 * @param language what it is written in
 * @param text the program
 * @param where the argument, with a dot between the names of nested ones
 * @param named whether the argument's name says that it is run; else only its text looks like it
 */
record ArgumentProgram(Language language, String text, String where, boolean named) {

    /** The languages that are recognised in arguments. */
    enum Language {
        /** One or more SQL statements. */
        SQL,
        /** A shell command line. */
        SHELL,
        /** A GraphQL document. */
        GRAPHQL,
        /** A query of a graph database. */
        GRAPH,
        /** Something behind so much else that it was not looked at. */
        UNSEEN
    }
}
