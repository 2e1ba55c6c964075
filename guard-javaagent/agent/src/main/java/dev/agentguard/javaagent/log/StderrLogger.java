package dev.agentguard.javaagent.log;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes warnings and errors to standard error, one line each. Safe for use by several threads. */
final class StderrLogger extends LegacyAbstractLogger {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Shows what is meant for who works on Guard; messages hold no secrets at any level. */
    private static final boolean VERBOSE = Boolean.getBoolean("guard.debug");

    StderrLogger(String name) {
        this.name = name;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return VERBOSE && name.startsWith("dev.agentguard");
    }

    @Override
    public boolean isInfoEnabled() {
        return isDebugEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        String text = MessageFormatter.basicArrayFormat(pattern, arguments);
        System.err.println("guard: " + text
                + (thrown == null ? "" : " (" + thrown.getClass().getName() + ")"));
    }
}
