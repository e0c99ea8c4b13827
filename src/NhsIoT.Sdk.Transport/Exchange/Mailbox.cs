using NhsIoT.Sdk.Transport.Waiting;

namespace NhsIoT.Sdk.Transport.Exchange;

/// <summary>Where senders and the receiver meet: one lock around the messages; whoever was decided is woken after it.</summary>
internal sealed class Mailbox(MemoryTransportOptions options) : IReceipt
{
    private static readonly Delivery NotCleared = Delivery.NotCleared("the in-memory transport");
    private readonly Lock _gate = new();
    private readonly ParcelQueue _parcels = new(options);
    private readonly WaitList<SendWait> _senders = new();
    private readonly Stack<SendWait> _unusedSends = new();
    private readonly Stack<ReceiveWait> _unusedReceives = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReceiveWait? _receiver;
    private bool _completed;

    /// <summary>Gets a task that ends when it was completed and everything is settled.</summary>
    public Task Drained => _drained.Task;

    public bool IsCompleted
    {
        get
        {
            lock (_gate)
            {
                return _completed;
            }
        }
    }

    private bool IsEnded => _completed && _parcels.Queued == 0 && _parcels.Held == 0 && _senders.First is null;

    public ValueTask SendAsync(ReadOnlyMemory<Envelope> batch, Memory<Delivery> deliveries, CancellationToken cancellationToken)
    {
        Wakes wakes = default;
        SendWait send;
        bool pending;
        lock (_gate)
        {
            if (_completed)
            {
                deliveries.Span.Fill(Delivery.Unknown("The transport was completed."));
                return ValueTask.CompletedTask;
            }

            send = _unusedSends.TryPop(out SendWait? unused) ? unused : new SendWait(this);
            send.Begin(batch, deliveries);
            _senders.Add(send);
            Pump(ref wakes);
            pending = send.IsPending;
        }

        ValueTask sent = send.AsValueTask();
        wakes.Signal();
        if (pending)
        {
            send.CancelOn(cancellationToken);
        }

        return sent;
    }

    public ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken)
    {
        Wakes wakes = default;
        ReceiveWait receive;
        lock (_gate)
        {
            if (_receiver is not null)
            {
                throw new InvalidOperationException("Somebody is receiving; one caller receives at a time.");
            }

            if (_parcels.Queued > 0 || IsEnded)
            {
                return new ValueTask<int>(HandOut(messages.Span));
            }

            receive = _unusedReceives.TryPop(out ReceiveWait? unused) ? unused : new ReceiveWait(this);
            receive.Messages = messages;
            receive.IsPending = true;
            _receiver = receive;
            Pump(ref wakes);
        }

        ValueTask<int> received = receive.AsValueTaskOf();
        wakes.Signal();
        receive.CancelOn(cancellationToken);
        return received;
    }

    /// <summary>States that nothing more will be sent.</summary>
    public void Complete()
    {
        Wakes wakes = default;
        lock (_gate)
        {
            _completed = true;
            Pump(ref wakes);
        }

        wakes.Signal();
    }

    /// <summary>Gives up what was not drained: senders are told that it is unknown, the receiver that there will be no more.</summary>
    /// <returns>How many messages are lost: not received, and not settled.</returns>
    public (int Queued, int Held) Close()
    {
        Wakes wakes = default;
        (int Queued, int Held) lost;
        lock (_gate)
        {
            _completed = true;
            while (_senders.First is SendWait waiting)
            {
                _senders.Remove(waiting);
                Finish(waiting, ref wakes);
            }

            for (int place = 0; place < _parcels.Places; place++)
            {
                if (_parcels[place].Sender is SendWait { IsPending: true } send)
                {
                    Finish(send, ref wakes);
                }

                _parcels[place].Sender = null;
            }

            lost = (_parcels.Queued, _parcels.Held);
            DropQueued();
            AnswerReceiver(0, ref wakes);
        }

        wakes.Signal();
        return lost;
    }

    public void Settle(long ticket, Settlement settlement, string? reason)
    {
        Wakes wakes = default;
        lock (_gate)
        {
            int place = _parcels.HeldUnder(ticket);
            if (settlement == Settlement.Abandoned)
            {
                _parcels.PutBack(place);
            }
            else
            {
                Tell(place, settlement == Settlement.Accepted ? Delivery.Accepted : Delivery.Rejected(reason!), ref wakes);
                _parcels.Remove(place);
            }

            Pump(ref wakes);
        }

        wakes.Signal();
    }

    public void Cancel(SendWait send, CancellationToken cancellationToken)
    {
        Wakes wakes = default;
        lock (_gate)
        {
            if (send.IsPending)
            {
                if (!send.IsStored)
                {
                    _senders.Remove(send);
                }

                foreach (int place in send.Places)
                {
                    ref Parcel parcel = ref _parcels[place];
                    parcel.Sender = parcel.Sender == send ? null : parcel.Sender;
                }

                send.Fail(new OperationCanceledException(cancellationToken));
                wakes.Add(send);
                Pump(ref wakes);
            }
        }

        wakes.Signal();
    }

    public void Cancel(ReceiveWait receive, CancellationToken cancellationToken)
    {
        Wakes wakes = default;
        lock (_gate)
        {
            if (receive.IsPending)
            {
                _receiver = null;
                receive.Fail(new OperationCanceledException(cancellationToken));
                wakes.Add(receive);
            }
        }

        wakes.Signal();
    }

    public void Recycle(SendWait send)
    {
        send.End();
        lock (_gate)
        {
            _unusedSends.Push(send);
        }
    }

    public void Recycle(ReceiveWait receive)
    {
        receive.Messages = default;
        lock (_gate)
        {
            _unusedReceives.Push(receive);
        }
    }

    private void Pump(ref Wakes wakes)
    {
        while (_senders.First is SendWait send && TryStore(send))
        {
            _senders.Remove(send);
            if (send.IsAnswered)
            {
                Finish(send, ref wakes);
            }
        }

        if (_receiver is not null && (_parcels.Queued > 0 || IsEnded))
        {
            AnswerReceiver(HandOut(_receiver.Messages.Span), ref wakes);
        }

        if (IsEnded)
        {
            _drained.TrySetResult();
        }
    }

    private bool TryStore(SendWait send)
    {
        while (!send.IsStored)
        {
            if (send.Current.Identifiable && !options.ClearedForIdentifiable)
            {
                send.Deliver(send.Passed(), NotCleared);
                continue;
            }

            if (!_parcels.HasRoom(send.Current.Id.Length + send.Current.Payload.Length))
            {
                break;
            }

            int place = _parcels.Add(send.Current);
            int index = send.Stored(place);
            if (options.Answer == MemoryAnswer.Stored)
            {
                send.Deliver(index, Delivery.Accepted);
            }
            else
            {
                _parcels[place].Sender = send;
                _parcels[place].Index = index;
            }
        }

        return send.IsStored;
    }

    private void Tell(int place, Delivery delivery, ref Wakes wakes)
    {
        if (_parcels[place].Sender is not SendWait send)
        {
            return;
        }

        send.Deliver(_parcels[place].Index, delivery);
        if (send.IsAnswered)
        {
            Finish(send, ref wakes);
        }
    }

    private int HandOut(Span<Received> messages)
    {
        int count = 0;
        while (count < messages.Length && _parcels.Queued > 0)
        {
            long ticket = _parcels.HandOut(out Envelope envelope);
            messages[count++] = new Received(envelope, this, ticket);
        }

        return count;
    }

    private void DropQueued()
    {
        while (_parcels.Queued > 0)
        {
            _parcels.Remove(_parcels.HeldUnder(_parcels.HandOut(out _)));
        }
    }

    private void AnswerReceiver(int count, ref Wakes wakes)
    {
        if (_receiver is not null)
        {
            _receiver.Answer(count);
            wakes.Add(_receiver);
            _receiver = null;
        }
    }

    private static void Finish(SendWait send, ref Wakes wakes)
    {
        send.Answer(true);
        wakes.Add(send);
    }
}
