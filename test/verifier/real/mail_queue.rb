# frozen_string_literal: true — asked: Postbox::Queue.deliver

require 'json'
require 'net/smtp'
require_relative 'postbox/errors'

module Postbox
  Failure = Class.new(StandardError)
  Letter = Struct.new(:to, :subject, :body, keyword_init: true) do
    def size = body.to_s.bytesize

    def to_s
      <<~TEXT
        To: #{to}
        Subject: #{subject.gsub(/[\r\n]+/, ' ')}

        #{body}
      TEXT
    end
  end

  LIMIT = 3
  CODES = %w[250 251].freeze
  TIMES = { first: 1, 'second' => 2, **{} }.freeze

  # Hands letters to a server, one after the other.
  class Queue
    include Enumerable
    extend Forwardable

    attr_reader :letters, :failed
    def_delegators :@letters, :size, :empty?

    class << self
      def open(path)
        queue = new(path)
        return queue unless block_given?

        begin
          yield queue
        ensure
          queue.close
        end
      end

      private

      def known = @known ||= {}
    end

    def initialize(path, limit: LIMIT, **options)
      @path, @limit = path, limit
      @letters = []
      @failed = Hash.new { |hash, key| hash[key] = [] }
      @options = options.transform_keys(&:to_sym)
    end

    def each(&block)
      return enum_for(:each) unless block

      letters.each(&block)
    end

    def <<(letter)
      raise ArgumentError, "no address in #{letter.inspect}" if letter.to.nil? || letter.to.empty?

      letters << letter
      self
    end

    def deliver(server = @options.fetch(:server, 'localhost'), port: 25)
      tries = 0
      Net::SMTP.start(server, port) do |smtp|
        letters.reject! do |letter|
          next false if letter.size > 1_000_000

          smtp.send_message(letter.to_s, sender, letter.to)
          true
        end
      end
    rescue Net::OpenTimeout, IOError => e
      tries += 1
      retry if tries < @limit
      failed[:timeout] << e
      nil
    else
      log(:info) { 'all sent' }
    ensure
      save
    end

    def answer(reply)
      case reply
      in { code: 250 | 251, text: String => text }
        text.strip
      in [Integer => code, *] unless CODES.include?(code.to_s)
        raise Failure, code
      else
        nil
      end
    end

    def rank(letter)
      case letter.subject
      when /urgent/i, /now/ then 0
      when ->(s) { s.length > 80 } then 2
      else 1
      end
    end

    def close = letters.clear

    private def sender = @options[:sender] || 'queue@example.org'

    def save
      File.open(@path, 'w') { |file| file.puts(JSON.generate(map(&:to_h))) }
    end

    def log(level)
      return if @options[:quiet]

      warn "#{level}: #{yield}"
    end

    alias push <<
    define_method(:drop) { |count = 1| letters.shift(count) }
  end
end

if __FILE__ == $PROGRAM_NAME
  Postbox::Queue.open(ARGV.fetch(0)) do |queue|
    queue << Postbox::Letter.new(to: 'a@example.org', subject: 'hello', body: DATA.read)
    queue.deliver until queue.empty?
  end
end

__END__
This is no code: def deliver; end
