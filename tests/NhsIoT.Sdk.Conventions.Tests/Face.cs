using System.Diagnostics.CodeAnalysis;

namespace NhsIoT.Sdk.Conventions.Tests;

/// <summary>One of each kind of declaration, for the test of the lines that are made of them.</summary>
internal static class Face
{
    public enum Severity : byte
    {
        Good,
        Bad = 7,
    }

    public delegate decimal? Rule(decimal value);

    public abstract class Opened
    {
        protected abstract string Name { get; set; }
    }

    public sealed record Sample<T>(string Name, IReadOnlyList<string?>? Notes = null)
        where T : struct
    {
        public const int Most = 5;

        private readonly T[] _values = new T[1];

        public event Action? Changed
        {
            add => throw new NotSupportedException();
            remove => throw new NotSupportedException();
        }

        public required (int, string?) Pair { get; init; }

        public static bool TryRead(in ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Sample<T>? sample, params string[] more)
        {
            sample = bytes.Length > more.Length ? new(more[0]) { Pair = default } : null;
            return sample is not null;
        }

        public ref readonly T Peek<U>(U key, Severity least = Severity.Bad)
            where U : class, new() => ref _values[key is null ? (int)least : 0];
    }
}
