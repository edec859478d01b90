package dev.lockstep.orgsim.bulk;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The rows of a job or batch that were worked on, in the chunks that they were saved in. Kept as the short text of
/// their notes: a job may have a million rows.
///
/// Safe for use by several threads.
public final class SavedChunks {
    private final List<Chunk> chunks = new CopyOnWriteArrayList<>();

    /// Rows that were saved together.
    ///
    /// @param note the text of a [ChunkNote]
    private record Chunk(String note, int rows, int failed) {}

    public void add(ChunkNote note) {
        chunks.add(new Chunk(note.text(), note.outcomes().size(), note.failed()));
    }

    /// How many rows were worked on, those that failed included.
    public long rows() {
        return chunks.stream().mapToLong(Chunk::rows).sum();
    }

    public long rowsFailed() {
        return chunks.stream().mapToLong(Chunk::failed).sum();
    }

    public int count() {
        return chunks.size();
    }

    /// What became of the rows of a chunk.
    ///
    /// @param index from 0
    public List<RowOutcome> outcomes(int index) {
        return ChunkNote.read(chunks.get(index).note()).outcomes();
    }
}
