package dev.agentguard.examples.refusals;

import static dev.agentguard.annotation.Reversibility.IRREVERSIBLE;
import static dev.agentguard.annotation.Reversibility.READ_ONLY;
import static dev.agentguard.annotation.Reversibility.REVERSIBLE;

import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.Sql;
import dev.agentguard.annotation.TargetResource;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tools of a rental desk: one that destroys, one that does nearly the same and can be undone, and ways around. */
final class Desk {

    private final Map<String, String> bookings = new TreeMap<>(Map.of(
            "B-17", "Lind, 22 November, paid",
            "B-18", "Okafor, 22 November, paid",
            "B-19", "Sato, 23 November, not paid"));
    private final List<String> done = new ArrayList<>();

    @Tool("Lists all bookings with their ids")
    @Guarded(READ_ONLY)
    Map<String, String> listBookings() {
        done.add("listBookings");
        return Map.copyOf(bookings);
    }

    @Tool("Deletes a booking for good, with all that is known of it")
    @Guarded(IRREVERSIBLE)
    String deleteBooking(
            @P(name = "bookingId", value = "the booking's id") @TargetResource("desk:booking") String bookingId) {
        done.add("deleteBooking");
        return bookings.remove(bookingId) == null ? "there is none" : "deleted";
    }

    @Tool("Marks a booking as cancelled; that can be taken back")
    @Guarded(REVERSIBLE)
    String cancelBooking(
            @P(name = "bookingId", value = "the booking's id") @TargetResource("desk:booking") String bookingId) {
        done.add("cancelBooking");
        String booking = bookings.computeIfPresent(bookingId, (id, was) -> was + ", cancelled");
        return booking == null ? "there is none" : "cancelled";
    }

    @Tool("Runs a statement on the database of the desk, whose table bookings has the columns id and text")
    String runSql(@P(name = "statement", value = "the SQL statement") @Sql String statement) {
        done.add("runSql");
        return "done";
    }

    boolean has(String bookingId) {
        return bookings.containsKey(bookingId);
    }

    /** Which tools ran, in order. */
    List<String> done() {
        return List.copyOf(done);
    }
}
