package dev.agentguard.effect;

import org.jspecify.annotations.Nullable;

/** The environment variables that a command line gives to a program: assigned in front of it or exported before. */
@FunctionalInterface
public interface GivenVariables {

    /** Gives nothing. */
    GivenVariables NONE = name -> null;

    /**
     * Returns what a variable holds; a value that the program may or may not get is not {@link Word#known()}. To be asked
     * while the command is read: a line behind it may assign anew.
     *
     * @param name the variable's name, without a dollar sign
     * @return its value, or null if the line gives no such variable
     */
    @Nullable
    Word named(String name);
}
