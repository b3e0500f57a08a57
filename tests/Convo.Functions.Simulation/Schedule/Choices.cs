namespace Convo.Functions.Simulation.Schedule;

/// <summary>Every choice of a run, from one seed. A choice depends on its place only, so that one can be calmed without moving the others.</summary>
/// <param name="seed">Decides everything; null for a run in which nothing unusual happens.</param>
/// <param name="calmed">Places where the usual is chosen in spite of the seed: what shrinking found not to matter.</param>
internal sealed class Choices(ulong? seed, IReadOnlySet<Place>? calmed = null)
{
    private readonly int[] drawn = new int[Enum.GetValues<Topic>().Length];
    private readonly List<Place> unusual = [];

    /// <summary>The places where something else than the usual was chosen.</summary>
    public IReadOnlyList<Place> Unusual => unusual;

    /// <summary>One of so many; 0 is the usual.</summary>
    public int Pick(Topic topic, int count) => count <= 1 || Draw(topic) is not { } roll ? 0 : Note(roll.Place, (int)(roll.Value % (ulong)count));

    /// <summary>True one time in so many; usually false.</summary>
    public bool Now(Topic topic, int oneIn) => Draw(topic) is { } roll && Note(roll.Place, roll.Value % (ulong)oneIn is 0 ? 1 : 0) is 1;

    /// <summary>From 0 up to 1; usually the middle.</summary>
    public double Share(Topic topic) => Draw(topic) is { } roll ? (roll.Value >> 11) / (double)(1UL << 53) : 0.5;

    /// <summary>128 bits that no other call gives.</summary>
    public string Id()
    {
        var index = (ulong)drawn[(int)Topic.Ids]++;
        return $"{Mix((seed ?? 0) ^ Mix(index)):x16}{Mix(index):x16}";
    }

    private int Note(Place place, int value)
    {
        if (value is not 0)
        {
            unusual.Add(place);
        }

        return value;
    }

    private (Place Place, ulong Value)? Draw(Topic topic)
    {
        var place = new Place(topic, drawn[(int)topic]++);
        return seed is not { } known || calmed?.Contains(place) is true
            ? null
            : (place, Mix(known ^ Mix(((ulong)topic << 32) | (uint)place.Index)));
    }

    // SplitMix64's finaliser.
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15UL;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}

/// <summary>One choice of a run.</summary>
internal readonly record struct Place(Topic Topic, int Index);

/// <summary>What a choice is about. Each topic is drawn from on its own.</summary>
internal enum Topic
{
    /// <summary>What happens in the world: meetings, events, recipes.</summary>
    Story,

    /// <summary>Which of all that could go on goes on.</summary>
    Order,

    /// <summary>How time passes.</summary>
    Clock,

    /// <summary>When an instance dies, and which.</summary>
    Crash,

    /// <summary>What the store does wrong.</summary>
    Store,

    /// <summary>What the queue does wrong.</summary>
    Queue,

    /// <summary>What Convo and the destinations do wrong.</summary>
    Outside,

    /// <summary>Jitter.</summary>
    Dice,

    /// <summary>Nonces.</summary>
    Ids,
}
