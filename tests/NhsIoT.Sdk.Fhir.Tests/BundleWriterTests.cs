using System.Buffers;
using System.Text;
using System.Text.Json;

namespace NhsIoT.Sdk.Fhir.Tests;

public sealed class BundleWriterTests
{
    private readonly ArrayBufferWriter<byte> _output = new();

    [Fact]
    public void Resources_go_in_byte_for_byte()
    {
        BundleWriter bundle = new(_output);

        Assert.True(Append(bundle, "a", """{"resourceType":"Observation","id":"a","valueQuantity":{"value":36.60}}"""));
        Assert.True(Append(bundle, "b", """ { "id" : "b", "resourceType" : "Observation", "nested": [{"id":"x"}] } """));
        bundle.Complete();

        string text = Encoding.UTF8.GetString(_output.WrittenSpan);
        Assert.Contains(""","resource":{"resourceType":"Observation","id":"a","valueQuantity":{"value":36.60}},"request":""", text, StringComparison.Ordinal);
        Assert.Contains(""" { "id" : "b", "resourceType" : "Observation", "nested": [{"id":"x"}] } """, text, StringComparison.Ordinal);
        Assert.Equal(_output.WrittenCount, bundle.Bytes);
        using JsonDocument document = JsonDocument.Parse(_output.WrittenMemory);
        Assert.Equal(["Observation/a", "Observation/b"], document.RootElement.GetProperty("entry").EnumerateArray()
            .Select(e => e.GetProperty("request").GetProperty("url").GetString()!));
    }

    [Fact]
    public void An_entry_has_the_same_name_in_every_bundle()
    {
        string first = FullUrl(new BundleWriter(_output));
        _output.ResetWrittenCount();
        string second = FullUrl(new BundleWriter(_output));

        Assert.Equal(first, second);
        Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", first);
    }

    [Theory]
    [InlineData("https://fhir.example/r4")]
    [InlineData("https://fhir.example/r4/")]
    public void With_a_base_an_entry_is_named_as_the_server_will_name_it(string serverBase) => Assert.Equal(
        "https://fhir.example/r4/Observation/a", FullUrl(new BundleWriter(_output, new BundleOptions { ServerBase = new Uri(serverBase) })));

    [Fact]
    public void A_bundle_is_full_at_its_count()
    {
        BundleWriter bundle = new(_output, new BundleOptions { MaxEntries = 2 });

        Assert.True(Append(bundle, "a"));
        Assert.True(Append(bundle, "b"));
        Assert.False(Append(bundle, "c"));
        Assert.Equal(2, bundle.Count);
    }

    [Fact]
    public void A_bundle_is_full_at_its_bytes_and_never_above_them()
    {
        BundleWriter bundle = new(_output, new BundleOptions { MaxBytes = 1024 });

        int count = 0;
        while (Append(bundle, $"id-{count}"))
        {
            count++;
        }

        bundle.Complete();
        Assert.Equal(count, bundle.Count);
        Assert.InRange(_output.WrittenCount, 800, 1024);
    }

    [Fact]
    public void An_entry_above_the_limit_goes_alone()
    {
        BundleWriter bundle = new(_output, new BundleOptions { MaxBytes = 1024 });
        string large = $$"""{"resourceType":"Observation","id":"a","valueString":"{{new string('x', 2000)}}"}""";

        Assert.True(Append(bundle, "a", large));
        Assert.False(Append(bundle, "b"));
    }

    [Fact]
    public void A_transaction_changes_a_resource_once()
    {
        BundleWriter bundle = new(_output);

        Assert.True(Append(bundle, "a"));
        Assert.False(Append(bundle, "a"));
        Assert.Equal(1, bundle.Count);
    }

    [Theory]
    [InlineData("POST Observation")]
    [InlineData("PUT")]
    [InlineData("PUT ")]
    [InlineData("PUT observation")]
    [InlineData("PUT Observation/1")]
    [InlineData("Observation")]
    public void Only_an_update_by_id_is_taken(string route) => Assert.Throws<ArgumentException>(
        () => new BundleWriter(_output).TryAppend(route, "a"u8, """{"resourceType":"Observation","id":"a"}"""u8));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a\"b")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void An_id_has_the_form_of_FHIR(string id) =>
        Assert.Throws<ArgumentException>(() => Append(new BundleWriter(_output), id));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"resourceType":"Observation","id":"a""")]
    [InlineData("""{"resourceType":"Observation","id":"a"}{}""")]
    [InlineData("""{"resourceType":"Observation","id":"ab"}""")]
    [InlineData("""{"resourceType":"Device","id":"a"}""")]
    [InlineData("""{"id":"a","contained":[{"resourceType":"Observation"}]}""")]
    [InlineData("""{"resourceType":"Observation","contained":[{"id":"a"}]}""")]
    public void What_would_spoil_the_other_entries_is_refused(string resource)
    {
        BundleWriter bundle = new(_output);
        Assert.True(Append(bundle, "first"));
        int before = _output.WrittenCount;

        Assert.Throws<ArgumentException>(() => Append(bundle, "a", resource));

        Assert.Equal(before, _output.WrittenCount);
        Assert.Equal(1, bundle.Count);
    }

    [Fact]
    public void A_bundle_without_entries_is_not_sent() => Assert.Throws<InvalidOperationException>(new BundleWriter(_output).Complete);

    [Fact]
    public void A_complete_bundle_takes_no_more()
    {
        BundleWriter bundle = new(_output);
        Append(bundle, "a");
        bundle.Complete();

        Assert.Throws<InvalidOperationException>(() => Append(bundle, "b"));
        Assert.Throws<InvalidOperationException>(bundle.Complete);
    }

    private static bool Append(BundleWriter bundle, string id, string? resource = null) => bundle.TryAppend("PUT Observation",
        Encoding.UTF8.GetBytes(id), Encoding.UTF8.GetBytes(resource ?? $$"""{"resourceType":"Observation","id":"{{id}}"}"""));

    private string FullUrl(BundleWriter bundle)
    {
        Append(bundle, "a");
        bundle.Complete();
        using JsonDocument document = JsonDocument.Parse(_output.WrittenMemory);
        return document.RootElement.GetProperty("entry")[0].GetProperty("fullUrl").GetString()!;
    }
}
