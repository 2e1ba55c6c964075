/** Which vehicle is promised to whom, from when to when. */
final class Reservations {

    boolean overlaps(long fromA, long toA, long fromB, long toB) {
        return fromA < toB && fromB < toA;
    }
}
