package dev.agentguard.session;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What each session made and what it was refused. Bounded: the 1,000 sessions that were active last, of each the last
 * 2,000 resources and 500 refusals. Safe for use by many threads.
 */
public final class SessionMemory {

    private static final int SESSIONS = 1_000;
    private static final int RESOURCES = 2_000;
    private static final int REFUSALS = 500;

    /** An id this long is the same thing whatever type a reader gave it. */
    private static final int UNMISTAKABLE = 16;

    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Session {
        private final Map<String, String> made = new LinkedHashMap<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private final List<Path> broughtIn = new ArrayList<>();
    }

    /**
     * What was not let through.
     *
     * @param effect what it would have done
     * @param reason why
     * @param request the id of the approval request that holds it, or null if it was refused
     */
    private record Refusal(
            Effect effect, String reason, @Nullable String request) {}

    private Session session(String name) {
        Session session = sessions.computeIfAbsent(name, unused -> new Session());
        if (sessions.size() > SESSIONS) {
            Iterator<Session> oldest = sessions.values().iterator();
            oldest.next();
            oldest.remove();
        }
        return session;
    }

    /**
     * Takes note that something that was there before was put somewhere: moved, linked or mounted.
     *
     * @param session the session
     * @param path where to, or null if that is not known: it may be anywhere
     */
    public synchronized void broughtIn(String session, @Nullable Path path) {
        List<Path> all = session(session).broughtIn;
        Path where = path == null || all.size() >= RESOURCES ? Path.of("/") : path;
        if (!all.contains(where)) {
            all.add(where);
        }
    }

    /**
     * Returns whether a path, something in it or what it is in was put there from elsewhere.
     *
     * @param session the session
     * @param path the path
     * @return true if it may hold what was there before
     */
    public synchronized boolean isBroughtIn(String session, Path path) {
        Session known = sessions.get(session);
        return known != null
                && known.broughtIn.stream().anyMatch(where -> path.startsWith(where) || where.startsWith(path));
    }

    /**
     * Takes note that a session made something.
     *
     * @param session the session
     * @param resource what it made
     * @param how how that is known, for people
     */
    public synchronized void made(String session, Resource resource, String how) {
        Map<String, String> made = session(session).made;
        made.put(key(resource), how);
        if (made.size() > RESOURCES) {
            Iterator<String> oldest = made.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /**
     * Returns how it is known that a session made something.
     *
     * @param session the session
     * @param resource the resource
     * @return how, or null if it is not known
     */
    public synchronized @Nullable String own(String session, Resource resource) {
        Session known = sessions.get(session);
        return known == null || resource.id() == null ? null : known.made.get(key(resource));
    }

    /**
     * Takes note that something is gone and no longer the session's own.
     *
     * @param session the session
     * @param resource what is gone
     */
    public synchronized void gone(String session, Resource resource) {
        Session known = sessions.get(session);
        if (known != null) {
            known.made.remove(key(resource));
        }
    }

    /**
     * Takes note that a session was not let through.
     *
     * @param session the session
     * @param effect what it would have done
     * @param reason why
     * @param request the id of the approval request that holds it, or null if it was refused
     */
    public synchronized void refused(String session, Effect effect, String reason, @Nullable String request) {
        if (!effect.reversibility().mayWrite() || effect.reversibility() == Reversibility.UNKNOWN) {
            return;
        }
        List<Refusal> refusals = session(session).refusals;
        Refusal refusal = new Refusal(effect, reason, request);
        refusals.remove(refusal);
        refusals.add(refusal);
        if (refusals.size() > REFUSALS) {
            refusals.remove(0);
        }
    }

    /**
     * Returns what of the same kind was refused before: the same on the same resource, by this way or another, in the
     * same form or a milder one.
     *
     * @param session the session
     * @param effect the effect
     * @param rejection what a human said who rejected the approval request with this id, or null if none did; asked only
     *     where it matters
     * @return why that was refused, or null if nothing was
     */
    public @Nullable String refused(String session, Effect effect, Function<String, @Nullable String> rejection) {
        for (Refusal refusal : alike(session, effect)) {
            String request = refusal.request();
            if (request == null) {
                return refusal.reason();
            }
            String said = rejection.apply(request);
            if (said != null) {
                return refusal.reason() + "; " + said;
            }
        }
        return null;
    }

    private synchronized List<Refusal> alike(String session, Effect effect) {
        Session known = sessions.get(session);
        if (known == null || known.refusals.isEmpty() || !effect.reversibility().mayWrite()) {
            return List.of();
        }
        return known.refusals.stream()
                .filter(refusal -> isAlike(refusal.effect(), effect))
                .toList();
    }

    private static boolean isAlike(Effect refused, Effect effect) {
        boolean worse = effect.reversibility() != refused.reversibility();
        if (worse && effect.reversibility().worse(refused.reversibility()) != effect.reversibility()) {
            return false;
        }
        Resource mine = effect.resource();
        Resource theirs = refused.resource();
        String id = mine.id();
        if (id == null || theirs.id() == null) {
            // the same words without a name are the same act only in a stronger form
            return worse && mine.equals(theirs) && effect.operation().equals(refused.operation());
        }
        boolean sameType = mine.type().equals(theirs.type()) || id.length() >= UNMISTAKABLE;
        return sameType && id.equalsIgnoreCase(theirs.id()) && !inAnotherDatabase(refused, effect);
    }

    /** A table of this name in another database or schema is another table: going there is what a refusal asks for. */
    private static boolean inAnotherDatabase(Effect refused, Effect effect) {
        return differ(refused, effect, Place.DATABASE_NAME) || differ(refused, effect, Place.DATABASE_SCHEMA);
    }

    private static boolean differ(Effect refused, Effect effect, String part) {
        String mine = place(effect, part);
        String theirs = place(refused, part);
        return mine != null && theirs != null && !mine.equalsIgnoreCase(theirs);
    }

    private static @Nullable String place(Effect effect, String part) {
        return effect.places().stream()
                .filter(place -> place.type().equals(part))
                .map(Place::value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String key(Resource resource) {
        String id = resource.id();
        String same = id == null ? "" : id;
        return resource.type() + "\n" + (isUuid(same) ? same.toLowerCase(Locale.ROOT) : same);
    }

    private static boolean isUuid(String id) {
        return id.length() == 36 && id.charAt(8) == '-' && id.charAt(13) == '-';
    }
}
