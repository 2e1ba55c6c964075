package dev.agentguard;

import java.io.Serial;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Keeps all that Guard logs in tests, at every level, with arguments and exceptions. */
public final class CapturedLog implements SLF4JServiceProvider {

    private static final int MOST = 4 << 20;
    private static final StringBuffer LINES = new StringBuffer();

    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    static String lines() {
        return LINES.toString();
    }

    static void clear() {
        LINES.setLength(0);
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> loggers.computeIfAbsent(name, Keeper::new);
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    private static final class Keeper extends LegacyAbstractLogger {
        @Serial
        private static final long serialVersionUID = 1L;

        private final boolean ours;

        Keeper(String name) {
            this.name = name;
            this.ours = name.startsWith("dev.agentguard");
        }

        @Override
        public boolean isTraceEnabled() {
            return ours;
        }

        @Override
        public boolean isDebugEnabled() {
            return ours;
        }

        @Override
        public boolean isInfoEnabled() {
            return ours;
        }

        @Override
        public boolean isWarnEnabled() {
            return ours;
        }

        @Override
        public boolean isErrorEnabled() {
            return ours;
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
            if (LINES.length() < MOST) {
                LINES.append(level).append(' ').append(pattern).append(' ').append(Arrays.toString(arguments));
                for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                    LINES.append(' ').append(cause);
                }
                LINES.append('\n');
            }
        }
    }
}
