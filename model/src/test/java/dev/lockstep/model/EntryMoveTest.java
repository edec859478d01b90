package dev.lockstep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EntryMoveTest {

    @Test
    void allowsTheListedMovesAndRefusesEveryOtherPair() {
        for (var from : EntryState.values()) {
            for (var event : EntryEvent.values()) {
                var legal = EntryMove.LEGAL.stream()
                        .filter(move -> move.from() == from && move.event() == event)
                        .toList();
                assertThat(legal).as("%s when %s", from, event).hasSizeLessThanOrEqualTo(1);
                if (legal.isEmpty()) {
                    assertThatThrownBy(() -> EntryMove.after(from, event))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining(from.name());
                } else {
                    assertThat(EntryMove.after(from, event))
                            .isEqualTo(legal.getFirst().to());
                }
            }
        }
    }

    @Test
    void neverSettlesWithoutAnAttempt() {
        assertThat(EntryMove.LEGAL)
                .filteredOn(move -> move.to() == EntryState.SUCCESS || move.to() == EntryState.FAILED)
                .allMatch(move -> move.from() == EntryState.PENDING);
    }

    @Test
    void keepsASuccessForEver() {
        assertThat(EntryMove.LEGAL).noneMatch(move -> move.from() == EntryState.SUCCESS);
    }
}
